package io.github.djlobservability.quality.measure;

import io.github.djlobservability.statistics.Interval;

/** Means of weighted values, and their errors. */
final class WeightedMean {
  private WeightedMean() {}

  static double of(double[] values, double[] weights) {
    double sum = 0;
    double total = 0;
    for (int i = 0; i < values.length; i++) {
      sum += weights[i] * values[i];
      total += weights[i];
    }
    return total > 0 ? sum / total : Double.NaN;
  }

  /**
   * Returns the standard error; of equal weights that of the textbook.
   *
   * @return NaN for fewer than two values
   */
  static double error(double[] values, double[] weights) {
    double mean = of(values, weights);
    double squares = 0;
    double total = 0;
    for (int i = 0; i < values.length; i++) {
      double gap = weights[i] * (values[i] - mean);
      squares += gap * gap;
      total += weights[i];
    }
    double n = values.length;
    return n < 2 ? Double.NaN : Math.sqrt(squares * n / (n - 1)) / total;
  }

  /** Returns the mean with its interval by the central limit theorem. */
  static Interval interval(double[] values, double[] weights) {
    return Interval.normal(of(values, weights), error(values, weights));
  }

  /** Returns the same of values that are not negative, whose mean is not either. */
  static Interval ofSizes(double[] sizes, double[] weights) {
    return interval(sizes, weights).notNegative();
  }
}
