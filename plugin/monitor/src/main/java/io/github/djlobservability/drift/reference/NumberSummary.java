package io.github.djlobservability.drift.reference;

import java.util.Arrays;

/**
 * Finite numbers in short; all NaN when there were none.
 *
 * @param minimum the smallest
 * @param maximum the largest
 * @param mean their mean
 * @param deviation their standard deviation, as a population
 */
public record NumberSummary(double minimum, double maximum, double mean, double deviation) {

  static final NumberSummary NONE =
      new NumberSummary(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  /** Summarises these values without the infinities. */
  public static NumberSummary of(double[] values) {
    double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
    if (finite.length == 0) {
      return NONE;
    }
    double mean = Arrays.stream(finite).average().orElse(Double.NaN);
    double squares = Arrays.stream(finite).map(x -> (x - mean) * (x - mean)).sum();
    return new NumberSummary(
        Arrays.stream(finite).min().orElse(Double.NaN),
        Arrays.stream(finite).max().orElse(Double.NaN),
        mean,
        Math.sqrt(squares / finite.length));
  }
}
