package io.github.djlobservability.statistics.comparison;

/**
 * Holds the result of a two-sample measure.
 *
 * @param statistic the measured value, in the unit its class states; NaN when the samples do not
 *     suffice for one
 * @param pValue the probability of a statistic at least as extreme when nothing has drifted; NaN
 *     when the measure has none, or the samples do not suffice for one
 */
public record Measurement(double statistic, double pValue) {

  /** The result of samples that are too small: both values NaN. */
  public static final Measurement UNDEFINED = new Measurement(Double.NaN, Double.NaN);

  /** Checks that the p-value is a probability or NaN. */
  public Measurement {
    if (pValue < 0 || pValue > 1) {
      throw new IllegalArgumentException("pValue must be in [0, 1] or NaN, got " + pValue);
    }
  }

  /** Returns a distance, which has no p-value. */
  public static Measurement distance(double statistic) {
    return new Measurement(statistic, Double.NaN);
  }

  /** Returns whether there is a statistic. */
  public boolean isDefined() {
    return !Double.isNaN(statistic);
  }

  /** Returns whether there is a p-value. */
  public boolean hasPValue() {
    return !Double.isNaN(pValue);
  }
}
