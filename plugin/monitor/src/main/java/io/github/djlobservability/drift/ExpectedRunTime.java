package io.github.djlobservability.drift;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a model runs on average until a false alarm, all its features and checks together.
 *
 * @param items in items seen, compared or not; ignored if {@code duration} is given
 * @param duration as a time, turned into items at the traffic seen; null if in items
 */
public record ExpectedRunTime(double items, @Nullable Duration duration) {

  /** Fewer items than this cannot be told from the start of a stream. */
  public static final double MIN_ITEMS = 100;

  /** More items than this are treated as this. */
  public static final double MAX_ITEMS = 1e12;

  /** Checks the range. */
  public ExpectedRunTime {
    if (duration == null ? !(items >= MIN_ITEMS) : !isPositive(duration)) {
      throw new IllegalArgumentException(
          "the expected run time must be at least "
              + MIN_ITEMS
              + " items or a positive duration, got "
              + (duration == null ? items : duration));
    }
  }

  /** Counts the time in items. */
  public static ExpectedRunTime ofItems(double items) {
    return new ExpectedRunTime(items, null);
  }

  /** So long at the traffic seen. */
  public static ExpectedRunTime of(Duration duration) {
    return new ExpectedRunTime(0, duration);
  }

  /**
   * Returns the time in items that are compared.
   *
   * @param millisPerItem milliseconds from one of them to the next
   * @param seenPerItem items that are seen for each of them, at least 1
   */
  double items(double millisPerItem, double seenPerItem) {
    double wanted = duration == null ? items / seenPerItem : duration.toMillis() / millisPerItem;
    return Math.min(MAX_ITEMS, Math.max(MIN_ITEMS, wanted));
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }
}
