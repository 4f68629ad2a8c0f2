package io.github.djlobservability.drift.reference;

import java.util.Arrays;

/**
 * Numbers each of which remembers the one before it, and through it those before that. Few rows
 * tell such a memory well, where sums over blocks tell it badly: of the correlation of neighbours
 * only.
 *
 * <p>D. Andrews and C. Monahan, <i>An Improved Heteroskedasticity and Autocorrelation Consistent
 * Covariance Matrix Estimator</i>, Econometrica 60, 1992: prewhitening.
 */
final class Autoregression {

  /** A number of which one value has as much is an atom and others; neighbours tell less of it. */
  private static final double ATOM = 0.3;

  /** Standard errors up to which a partial correlation may be none. */
  private static final double NOISE = 2;

  /** Standard errors by which a memory is taken to be longer than it looks. */
  private static final double ERRORS = 0.5;

  private final double[] scores;
  private final double mean;
  private final double coefficient;
  private final boolean suits;

  /**
   * Looks at numbers that follow each other.
   *
   * @param scores NaN where there is none
   */
  Autoregression(double[] scores, double mean) {
    this.scores = scores;
    this.mean = mean;
    double variance = products(0);
    double first = products(1) / variance;
    double second = products(2) / variance;
    coefficient = first;
    // If the one before it tells more than the two before it do, nothing else is remembered.
    double partial = (second - first * first) / (1 - first * first);
    suits = first > 0 && partial < NOISE / Math.sqrt(scores.length) && !hasAtom(scores);
  }

  private double products(int lag) {
    double sum = 0;
    int pairs = 0;
    for (int i = lag; i < scores.length; i++) {
      double product = (scores[i] - mean) * (scores[i - lag] - mean);
      if (!Double.isNaN(product)) {
        sum += product;
        pairs++;
      }
    }
    return sum / Math.max(1, pairs);
  }

  private static boolean hasAtom(double[] scores) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted); // NaN last, and equal to nothing
    int reach = (int) Math.max(1, ATOM * sorted.length);
    for (int i = 0; i + reach < sorted.length; i++) {
      if (sorted[i] == sorted[i + reach]) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether nothing but the number before it is remembered. */
  boolean suits() {
    return suits;
  }

  /** Returns how many items are worth one independent item, rather more than fewer. */
  double factor() {
    int rows = scores.length;
    // The correlation of a short series is too small by about this (Kendall).
    double unbiased = coefficient + (1 + 3 * coefficient) / rows;
    double error = Math.sqrt(Math.max(0, 1 - unbiased * unbiased) / rows);
    double upper = Math.min(unbiased + ERRORS * error, 1 - 4.0 / rows);
    return (1 + upper) / (1 - upper);
  }

  /** Returns what of each number the one before it does not tell. */
  double[] rest() {
    double[] rest = new double[scores.length];
    rest[0] = Double.NaN;
    for (int i = 1; i < rest.length; i++) {
      rest[i] = scores[i] - mean - coefficient * (scores[i - 1] - mean);
    }
    return rest;
  }
}
