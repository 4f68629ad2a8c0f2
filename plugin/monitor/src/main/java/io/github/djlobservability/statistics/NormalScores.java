package io.github.djlobservability.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Turns each column of rows into normal scores: the quantile of the standard normal distribution at
 * a value's rank among the rows that it was made of. A column's shape, its unit and its outliers
 * are gone then; only order is left.
 *
 * <pre>score = Phi^-1((#{below} + #{equal} / 2 + 1/2) / (n + 1))</pre>
 *
 * <p>A value that is not finite has score 0, the middle. Immutable and thread-safe. Memory: a copy
 * of the rows; time: {@code O(log n)} a value.
 */
public final class NormalScores {

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private final double[][] sorted;

  private NormalScores(double[][] sorted) {
    this.sorted = sorted;
  }

  /**
   * Makes scores of rows.
   *
   * @param rows of one length, at least one
   */
  public static NormalScores of(double[][] rows) {
    double[][] sorted = new double[rows[0].length][];
    for (int column = 0; column < sorted.length; column++) {
      double[] values = new double[rows.length];
      for (int i = 0; i < rows.length; i++) {
        values[i] = rows[i][column];
      }
      sorted[column] = SortedSample.of(values).values();
    }
    return new NormalScores(sorted);
  }

  /** Returns the scores of rows of the same length. */
  public double[][] apply(double[][] rows) {
    double[][] scores = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      scores[i] = new double[sorted.length];
      for (int column = 0; column < sorted.length; column++) {
        scores[i][column] = score(sorted[column], rows[i][column]);
      }
    }
    return scores;
  }

  private static double score(double[] values, double value) {
    if (!Double.isFinite(value)) {
      return 0;
    }
    int below = SortedSearch.below(values, value);
    int upTo = SortedSearch.upTo(values, value);
    return NORMAL.inverseCumulativeProbability(
        (below + (upTo - below) / 2.0 + 0.5) / (values.length + 1));
  }
}
