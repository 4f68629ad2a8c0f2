package io.github.djlobservability.drift.reference.profiled;

import io.github.djlobservability.profile.NumericProfile;
import org.jspecify.annotations.Nullable;

/**
 * Takes for one value what differs in the reference by rounding alone, such as the norm of vectors
 * that were made one long, and all that is as near to it. Else the last digits would be watched.
 * Immutable.
 *
 * @param value the one value, a float, so that it is the same wherever it is kept
 * @param width how near is near enough
 */
record RoundOff(double value, double width) {
  /** All of the reference lies within this part of its largest value. */
  private static final double NARROW = 1e-6;

  /** Later values may lie as many times further apart. */
  private static final double MARGIN = 4;

  /** Finds it; null for numbers that differ by more, or not at all, and for whole ones. */
  static @Nullable RoundOff of(NumericProfile numbers) {
    if (isWhole(numbers.minimum()) && isWhole(numbers.maximum())) {
      return null;
    }
    double largest = Math.max(Math.abs(numbers.minimum()), Math.abs(numbers.maximum()));
    double spread = numbers.maximum() - numbers.minimum();
    return spread > 0 && spread <= NARROW * largest
        ? new RoundOff((float) numbers.mean(), MARGIN * NARROW * largest)
        : null;
  }

  private static boolean isWhole(double number) {
    return number == Math.rint(number);
  }

  /** Returns a number without its rounding. */
  double of(double number) {
    return Math.abs(number - value) <= width ? value : number;
  }
}
