package io.github.djlobservability.profile.evidence;

import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.LeftOut;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides by the first values of a feature whether such values will ever come again. Not
 * thread-safe.
 */
final class Recurrence {

  /** From this share of different values on, names are ids. */
  private static final double MOSTLY_DIFFERENT = 0.9;

  /** From this share of dates and times on, it is a clock. */
  private static final double MOSTLY_TIMES = 0.95;

  /** Fewer values say nothing. */
  private static final int MIN_VALUES = 50;

  private static final Pattern TIME =
      Pattern.compile(
          "\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}([T ].*)?|\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{4}([T ].*)?");

  private static final Pattern ID_NAME =
      Pattern.compile("(?i)(.*[^a-z])?(id|uuid|guid|uid|key|pk|index|idx)|.*[a-z](?-i:I[dD]|Key)");

  private final DistinctValues distinct = new DistinctValues();
  private final NumberOrder order = new NumberOrder();
  private long count;
  private long times;

  /** Takes in a text that is no number. */
  void add(String text) {
    count++;
    times += TIME.matcher(text).matches() ? 1 : 0;
    distinct.add(text);
  }

  /** Takes in a number. */
  void add(double number) {
    count++;
    if (Double.isFinite(number)) {
      order.add(number);
    }
    distinct.add(number);
  }

  /** Returns the different values. */
  DistinctValues distinct() {
    return distinct;
  }

  /** Returns whether all values are whole numbers. */
  boolean isWhole() {
    return count > 0 && order.whole() == count;
  }

  /** Returns whether nearly all values are dates or times in words. */
  boolean isTime() {
    return times >= MOSTLY_TIMES * count;
  }

  /**
   * Returns why the feature cannot be compared; null if it can.
   *
   * @param type of the feature
   * @param name of the feature, which may say that whole numbers are ids
   */
  @Nullable LeftOut leftOut(FeatureType type, String name) {
    if (count < MIN_VALUES) {
      return null;
    }
    if (isTime()) {
      return LeftOut.CLOCK;
    }
    return switch (type) {
      case NUMERIC -> ofNumbers(name);
      case CATEGORICAL -> distinct.share() >= MOSTLY_DIFFERENT ? LeftOut.IDENTIFIER : null;
      default -> null;
    };
  }

  private @Nullable LeftOut ofNumbers(String name) {
    if (order.isEpoch() && distinct.share() > 0.5) {
      return LeftOut.CLOCK;
    }
    if (!isWhole() || distinct.share() < 1) {
      return null;
    }
    if (order.isCounter()) {
      return LeftOut.ROW_NUMBER;
    }
    return ID_NAME.matcher(name).matches() ? LeftOut.IDENTIFIER : null;
  }
}
