package io.github.djlobservability.monitoring.reference;

import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.ProfileLimits;
import io.github.djlobservability.profile.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * Fits a reference that is being captured into the memory there is: clients choose how many fields
 * there are and what is in them. Half of the memory is for the features, half for the sample of
 * rows.
 *
 * @param schema as many of the features as fit, in their order
 * @param limits how large the profile may become
 * @param bytes what it may hold, estimated from above
 * @param leftOut how many features did not fit
 */
record CaptureSize(Schema schema, ProfileLimits limits, long bytes, int leftOut) {
  /** More is of no use. */
  static final long MOST_BYTES = 64L << 20;

  private static final ProfileLimits FULL = ProfileLimits.defaults();
  private static final long SERIES_BYTES = 24L * FULL.sketchSize() + 1_500;
  private static final long CATEGORY_BYTES = 160;
  private static final long TOKEN_BYTES = 120;

  /** A value in the sample: a number is smaller, the figures of a text are larger. */
  private static final long VALUE_BYTES = 40;

  /** With its beginning, of which the models of characters are made in the end. */
  private static final long TEXT_VALUE_BYTES = 1_600;

  private static final int MIN_ROWS = 100;
  private static final int MIN_CATEGORIES = 50;
  private static final int MIN_TOKENS = 500;
  private static final int TEXT_SERIES = 6;
  private static final int EMBEDDING_SERIES = 4;

  /**
   * Fits a schema into some bytes.
   *
   * @throws IllegalArgumentException if not even one feature fits
   */
  static CaptureSize of(Schema wanted, long bytes) {
    List<Feature> kept = new ArrayList<>();
    long series = 0;
    long rowBytes = 0;
    int leftOut = 0;
    for (Feature feature : byImportance(wanted)) {
      long more = SERIES_BYTES * weight(feature);
      long moreOfRow = valueBytes(feature);
      if (series + more > bytes / 2 || (rowBytes + moreOfRow) * MIN_ROWS > bytes / 2) {
        leftOut++;
      } else {
        series += more;
        rowBytes += moreOfRow;
        kept.add(feature);
      }
    }
    if (kept.isEmpty()) {
      throw new IllegalArgumentException("there is no memory for a reference");
    }
    Schema schema = new Schema(wanted.features().stream().filter(kept::contains).toList());
    long rest = bytes / 2 - series;
    return new CaptureSize(schema, limits(kept, rest, rowBytes, bytes), bytes, leftOut);
  }

  /** Puts predictions and labels before inputs. */
  private static List<Feature> byImportance(Schema wanted) {
    List<Feature> ordered = new ArrayList<>();
    wanted.features().stream().filter(f -> f.role() != FeatureRole.INPUT).forEach(ordered::add);
    wanted.features().stream().filter(f -> f.role() == FeatureRole.INPUT).forEach(ordered::add);
    return ordered;
  }

  private static ProfileLimits limits(List<Feature> kept, long rest, long rowBytes, long bytes) {
    long counted = kept.stream().filter(CaptureSize::isCounted).count();
    long each = counted == 0 ? Long.MAX_VALUE : rest / counted;
    int rows = (int) Math.min(FULL.sampleRows(), bytes / 2 / Math.max(1, rowBytes));
    int values = (int) Math.min(FULL.sampleValues(), bytes / 2 / VALUE_BYTES);
    return new ProfileLimits(
        Math.max(MIN_ROWS, rows),
        Math.max(1, values),
        FULL.sketchSize(),
        within(each / CATEGORY_BYTES, MIN_CATEGORIES, FULL.categories()),
        within(each / TOKEN_BYTES, MIN_TOKENS, FULL.tokens()),
        FULL.bins());
  }

  private static int within(long value, int min, int max) {
    return (int) Math.max(min, Math.min(max, value));
  }

  private static boolean isCounted(Feature feature) {
    return feature.type() == FeatureType.CATEGORICAL || feature.type() == FeatureType.TEXT;
  }

  /**
   * Returns how many sketches a feature has; the fewest categories and tokens take as much as one.
   */
  private static int weight(Feature feature) {
    return switch (feature.type()) {
      case TEXT, TENSOR_SUMMARY -> TEXT_SERIES + 3;
      case EMBEDDING -> EMBEDDING_SERIES + 4;
      case NUMERIC, CATEGORICAL, BOOLEAN -> 1;
    };
  }

  private static long valueBytes(Feature feature) {
    return switch (feature.type()) {
      case NUMERIC, BOOLEAN -> Double.BYTES;
      case CATEGORICAL -> VALUE_BYTES;
      case TEXT, TENSOR_SUMMARY -> TEXT_VALUE_BYTES;
      case EMBEDDING -> (long) Float.BYTES * CapturedSchema.LONGEST_EMBEDDING;
    };
  }
}
