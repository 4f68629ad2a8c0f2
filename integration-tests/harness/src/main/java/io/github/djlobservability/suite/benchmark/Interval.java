package io.github.djlobservability.suite.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Holds the median of some numbers, and the range in which it lies in 95 of 100 samples that are
 * drawn from the numbers anew: a bootstrap, from a fixed seed.
 */
record Interval(double lower, double median, double upper) {

  private static final int SAMPLES = 2_000;
  private static final long SEED = 17;

  /**
   * @throws IllegalArgumentException if there are no numbers
   */
  static Interval of(List<Double> numbers) {
    double[] medians = new double[SAMPLES];
    double[] sample = new double[numbers.size()];
    SplittableRandom random = new SplittableRandom(SEED);
    double median = Spread.of(numbers).median();
    for (int i = 0; i < SAMPLES; i++) {
      for (int j = 0; j < sample.length; j++) {
        sample[j] = numbers.get(random.nextInt(sample.length));
      }
      Arrays.sort(sample);
      medians[i] = (sample[(sample.length - 1) / 2] + sample[sample.length / 2]) / 2;
    }
    Arrays.sort(medians);
    return new Interval(medians[SAMPLES / 40], median, medians[SAMPLES - 1 - SAMPLES / 40]);
  }

  /** Returns how far the farther end is from the median. */
  double reach() {
    return Math.max(median - lower, upper - median);
  }

  /** Returns the median and, behind it, the range. */
  String text(int decimals) {
    String number = "%." + decimals + "f";
    return String.format(
        Locale.ROOT, number + " (" + number + " to " + number + ")", median, lower, upper);
  }
}
