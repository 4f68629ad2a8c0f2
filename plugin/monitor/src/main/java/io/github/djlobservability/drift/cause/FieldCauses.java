package io.github.djlobservability.drift.cause;

import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.Item;
import io.github.djlobservability.drift.reference.NumericCells;
import io.github.djlobservability.payload.audio.AudioFigure;
import io.github.djlobservability.payload.image.ImageFigure;
import io.github.djlobservability.payload.media.MediaFigure;
import io.github.djlobservability.payload.text.TextFigure;
import io.github.djlobservability.state.StateFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the figures of the last {@value #ITEMS} recordings, images or texts of a field, and
 * tells of a change what it looks like. Memory: 1 kB for each figure that the reference has of
 * them. Not thread-safe.
 */
final class FieldCauses {
  private static final int ITEMS = 128;

  /** Fewer tell nothing. */
  private static final int LEAST_ITEMS = 3;

  /** From here on a cause is told again when there are twice as many. */
  private static final int MANY_ITEMS = 8;

  private final List<Figure> figures = new ArrayList<>();
  private final String field;
  private final Rules rules;
  private long items;

  /** First item of the newest change that a verdict was on. */
  private long since = 1;

  /** The cause that was told last; null before the first verdict. */
  private @Nullable Cause told;

  /** Tells the cause of the effects of some items. */
  @FunctionalInterface
  private interface Rules {
    LikelyCause of(Effects effects, int count);
  }

  /** One figure among the monitor's features, with its last values. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Figure(int index, String label, FeatureReference reference, float[] last) {}

  private FieldCauses(String field, Rules rules, FeatureReference[] references) {
    this.field = field;
    this.rules = rules;
    for (int i = 0; i < references.length; i++) {
      String name = references[i].name();
      if (name.startsWith(field)) {
        String label = name.substring(field.length());
        figures.add(new Figure(i, label, references[i], new float[ITEMS]));
      }
    }
  }

  /** Finds the fields of recordings, of images and of texts, in this order. */
  static List<FieldCauses> of(FeatureReference[] references) {
    List<FieldCauses> all = new ArrayList<>();
    add(all, references, AudioFigure.NOISE_FLOOR, SpeechRules::of);
    add(all, references, ImageFigure.SHARPNESS, ImageRules::of);
    add(all, references, TextFigure.CROSS_ENTROPY, TextRules::of);
    return all;
  }

  /** Adds each field that has a figure. */
  private static void add(
      List<FieldCauses> to, FeatureReference[] references, MediaFigure figure, Rules rules) {
    String mark = "." + figure.label();
    for (FeatureReference reference : references) {
      String name = reference.name();
      if (name.endsWith(mark) && to.size() < CauseFinder.MAX_FIELDS) {
        String field = name.substring(0, name.length() - mark.length() + 1);
        to.add(new FieldCauses(field, rules, references));
      }
    }
  }

  /**
   * Takes in an item.
   *
   * @param values of the monitor's features
   * @param faults 0 where there is a value
   */
  void observe(double[] values, byte[] faults) {
    int place = (int) (items++ % ITEMS);
    for (Figure figure : figures) {
      byte fault = faults[figure.index()];
      boolean there = fault == 0 || fault == Item.UNSEEN;
      figure.last()[place] = there ? (float) values[figure.index()] : Float.NaN;
    }
  }

  /** Returns whether a feature is one of the field's figures. */
  boolean has(String feature) {
    return feature.startsWith(field);
  }

  /** Returns the beginning of the names of the field's features. */
  String field() {
    return field;
  }

  /**
   * Tells what a change looks like. The items are those since the end of the onset's interval, so
   * that few are of before; where that leaves too few, the onset counts. A later verdict on a
   * change that may be the same leaves the onset: a figure that moves little is noticed late, and
   * its onset is known badly.
   *
   * @param earliest the first item of the onset's interval, counted from 1
   * @param onset the first item after the change
   * @param latest the last item of its interval
   */
  LikelyCause find(long earliest, long onset, long latest) {
    if (told == null || earliest > since) {
      since = Math.max(onset, Math.min(latest, items - MANY_ITEMS + 1));
    }
    return tell();
  }

  /**
   * Tells it again, when there are twice as many items since the onset, {@value #MANY_ITEMS} and
   * more.
   *
   * @return null if it is what was told before
   */
  @Nullable LikelyCause again() {
    long count = items - since + 1;
    boolean due = told != null && Long.bitCount(count) == 1;
    if (!due || count < MANY_ITEMS || count > ITEMS) {
      return null;
    }
    Cause before = told;
    LikelyCause now = tell();
    return now.cause() == before ? null : now;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(items);
    out.writeLong(since);
    out.writeBoolean(told != null);
    if (told != null) {
      out.writeUTF(told.name());
    }
    for (Figure figure : figures) {
      for (float value : figure.last()) {
        out.writeFloat(value);
      }
    }
  }

  void read(DataInput in) throws IOException {
    items = Math.max(0, in.readLong());
    since = Math.max(1, in.readLong());
    told = in.readBoolean() ? StateFormat.readEnum(in, Cause.class) : null;
    for (Figure figure : figures) {
      for (int i = 0; i < ITEMS; i++) {
        figure.last()[i] = in.readFloat();
      }
    }
  }

  private LikelyCause tell() {
    int count = (int) Math.min(Math.min(ITEMS, items), items - since + 1);
    int present = present(count);
    LikelyCause cause =
        present < LEAST_ITEMS
            ? new LikelyCause(Cause.UNCLEAR, List.of())
            : rules.of(effects(count), present);
    told = cause.cause();
    return cause;
  }

  /** Returns how many of the last items have a recording, an image or a text at all. */
  private int present(int count) {
    return figures.stream().mapToInt(figure -> present(last(figure, count))).max().orElse(0);
  }

  private static int present(float[] values) {
    int present = 0;
    for (float value : values) {
      present += Float.isNaN(value) ? 0 : 1;
    }
    return present;
  }

  private Effects effects(int count) {
    Effects effects = new Effects();
    for (Figure figure : figures) {
      NumericCells cells = figure.reference().cells();
      if (cells != null) {
        float[] values = last(figure, count);
        effects.put(
            figure.label(),
            mean(values),
            RankEffect.of(cells, values),
            figure.reference().summary());
        effects.putZeros(figure.label(), zeros(values), zeros(cells));
      } else {
        effects.putShare(figure.label(), unusual(figure, count));
      }
    }
    return effects;
  }

  private float[] last(Figure figure, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = figure.last()[(int) ((items - count + i) % ITEMS)];
    }
    return values;
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += Float.isNaN(value) ? 0 : value;
    }
    return sum / present(values);
  }

  private static double zeros(float[] values) {
    int zeros = 0;
    for (float value : values) {
      zeros += value == 0 ? 1 : 0;
    }
    return (double) zeros / Math.max(1, present(values));
  }

  private static double zeros(NumericCells cells) {
    int cell = cells.cell(0);
    long[] counts = cells.counts();
    return cells.values()[cell] == 0
        ? (double) counts[cell] / Math.max(1, Arrays.stream(counts).sum())
        : 0;
  }

  /** Returns how many more than in the reference are not of its most frequent category. */
  private double unusual(Figure figure, int count) {
    long[] counts = figure.reference().counts();
    int most = 0;
    long total = 0;
    for (int i = 0; i < counts.length; i++) {
      most = counts[i] > counts[most] ? i : most;
      total += counts[i];
    }
    float[] values = last(figure, count);
    int present = present(values);
    int others = present;
    for (float value : values) {
      others -= value == most ? 1 : 0;
    }
    return present == 0
        ? 0
        : (double) others / present - (1 - (double) counts[most] / Math.max(1, total));
  }
}
