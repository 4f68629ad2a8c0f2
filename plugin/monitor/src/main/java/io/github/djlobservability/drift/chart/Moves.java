package io.github.djlobservability.drift.chart;

import io.github.djlobservability.drift.chart.bank.Accepted;
import io.github.djlobservability.drift.reference.NumberSummary;
import java.util.Arrays;

/**
 * Tells what of numbers has moved for sure, their mean or their spread, so that a change is told as
 * what it is, whichever chart noticed it first.
 *
 * @param mean how far the mean has moved, in standard deviations before; 0 or more
 * @param meanError standard error of that
 * @param spread logarithm of how many times as large the standard deviation is
 * @param spreadError standard error of that
 */
record Moves(double mean, double meanError, double spread, double spreadError) {

  /** How many standard errors are sure of the mean, and of the spread, which small samples bias. */
  private static final double SURE = 3;

  private static final double SURE_SPREAD = 4;

  /** A few values may by chance be much alike: their spread is taken for no less than this part. */
  private static final double LEAST_SPREAD = 0.25;

  /** Smaller moves of the mean, in standard deviations, are no news beside another spread. */
  private static final double LEAST_MEAN = 0.5;

  /** A shift moves all values, of which a share by itself says little. */
  private static final double SHIFT = 1;

  private static final double MOST_SPREAD_OF_SHIFT = Math.log(1.5);

  /** The logarithm of a normal sample's deviation has this variance, times the sample's size. */
  private static final double NORMAL_VARIANCE = 0.5;

  /**
   * Compares values with those before.
   *
   * @param dependence how many values are worth one independent value
   */
  static Moves of(Accepted before, double[] values, double dependence) {
    double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
    double worth = Math.max(1, finite.length / dependence);
    double past = Math.max(1, before.total() / dependence);
    NumberSummary now = NumberSummary.of(finite);
    double ratio = now.deviation() / before.deviation();
    double size = Math.max(LEAST_SPREAD, ratio * Math.sqrt(worth / Math.max(1, worth - 1)));
    double off = Math.abs(now.mean() - before.mean()) / before.deviation();
    double squares = Math.max(2 * NORMAL_VARIANCE, logVariance(finite, now));
    return new Moves(
        off,
        Math.sqrt(size * size / worth + 1 / past),
        Math.log(ratio),
        Math.sqrt(squares * (1 / worth + 1 / past)));
  }

  /** Returns the variance of the logarithm of a sample's deviation, times the sample's size. */
  private static double logVariance(double[] values, NumberSummary now) {
    double variance = now.deviation() * now.deviation();
    double fourths =
        Arrays.stream(values).map(value -> Math.pow(value - now.mean(), 4)).average().orElse(0);
    return variance == 0 ? NORMAL_VARIANCE : (fourths / (variance * variance) - 1) / 4;
  }

  /** Returns whether the mean has moved for sure, and by something. */
  boolean isMeanMoved() {
    return mean >= LEAST_MEAN && mean >= SURE * meanError;
  }

  /** Returns whether the values spread more or less for sure. */
  boolean isSpreadChanged() {
    return Math.abs(spread) >= SURE_SPREAD * spreadError;
  }

  /** Returns whether the values as a whole lie elsewhere. */
  boolean isShift() {
    return mean >= SHIFT && isMeanMoved() && spread <= MOST_SPREAD_OF_SHIFT;
  }
}
