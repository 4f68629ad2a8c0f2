package io.github.djlobservability.suite.benchmark;

import java.util.Collection;
import java.util.Locale;

/**
 * Holds the range of the middle half of some numbers.
 *
 * @param lower the first quartile
 * @param upper the third quartile
 */
record Spread(double lower, double median, double upper) {

  /**
   * Quartiles by linear interpolation between the neighbouring numbers.
   *
   * @throws IllegalArgumentException if there are no numbers
   */
  static Spread of(Collection<Double> numbers) {
    if (numbers.isEmpty()) {
      throw new IllegalArgumentException("no numbers");
    }
    double[] sorted = numbers.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return new Spread(quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75));
  }

  private static double quantile(double[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }

  /** Returns the median and, behind it, the quartiles. */
  String text(int decimals) {
    String number = "%." + decimals + "f";
    return String.format(
        Locale.ROOT, number + " (" + number + " to " + number + ")", median, lower, upper);
  }
}
