package io.github.djlobservability.drift.cause;

import io.github.djlobservability.drift.reference.FeatureReference;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells of a change of recordings, images or texts what it looks like, out of the last ones; and
 * tells it again as more come. Nothing is kept for a reference without any. Not thread-safe.
 */
public final class CauseFinder {
  /** Causes of more fields are not told. */
  public static final int MAX_FIELDS = 16;

  private final List<FieldCauses> fields;

  /**
   * @param references the monitor's features, in its items' order
   */
  public CauseFinder(FeatureReference[] references) {
    fields = FieldCauses.of(references);
  }

  /**
   * Takes in an item.
   *
   * @param values of the monitor's features
   * @param faults 0 where there is a value
   */
  public void observe(double[] values, byte[] faults) {
    for (FieldCauses field : fields) {
      field.observe(values, faults);
    }
  }

  /**
   * Tells what a change looks like.
   *
   * @param feature that changed; a name in brackets is all of them, and is told of the first field
   * @param earliest the first item of the onset's interval, counted from 1
   * @param onset the first item after the change
   * @param latest the last item of the interval
   * @return null if it is no change of a recording, an image or a text
   */
  public @Nullable LikelyCause find(String feature, long earliest, long onset, long latest) {
    FieldCauses field = of(feature);
    return field == null ? null : field.find(earliest, onset, latest);
  }

  /** Returns the field that a feature is a figure of; null if it is of none. */
  public @Nullable String field(String feature) {
    FieldCauses field = of(feature);
    return field == null ? null : field.field();
  }

  private @Nullable FieldCauses of(String feature) {
    for (FieldCauses field : fields) {
      if (field.has(feature) || feature.startsWith("(")) {
        return field;
      }
    }
    return null;
  }

  /** Writes the last items' figures, and what was told. */
  public void write(DataOutput out) throws IOException {
    for (FieldCauses field : fields) {
      field.write(out);
    }
  }

  /** Takes over what one for the same reference has written. */
  public void read(DataInput in) throws IOException {
    for (FieldCauses field : fields) {
      field.read(in);
    }
  }

  /** Tells of each field whose last change looks like something else now. */
  public void again(BiConsumer<String, LikelyCause> to) {
    for (FieldCauses field : fields) {
      LikelyCause cause = field.again();
      if (cause != null) {
        to.accept(field.field(), cause);
      }
    }
  }
}
