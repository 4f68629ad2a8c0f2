package io.github.djlobservability.statistics.comparison;

import io.github.djlobservability.statistics.SortedSample;

/**
 * The two-sample Cramer-von Mises test: the squared distance between the two empirical distribution
 * functions, summed over the pooled values.
 *
 * <pre>T = n m / (n + m)^2 sum over pooled values of (F - G)^2
 *   = U / (n m (n + m)) - (4 n m - 1) / (6 (n + m))</pre>
 *
 * with U from the ranks, mid-ranks for ties.
 *
 * <p>Statistic: T. p-value: from the asymptotic distribution, with T brought to its mean and
 * variance; NaN when a sample has fewer than two values. Good from about ten values on either side
 * on, ties or not.
 *
 * <p>T. W. Anderson, <i>On the Distribution of the Two-Sample Cramer-von Mises Criterion</i>,
 * Annals of Mathematical Statistics 33, 1962; S. Csorgo and J. J. Faraway, <i>The Exact and
 * Asymptotic Distributions of Cramer-von Mises Statistics</i>, Journal of the Royal Statistical
 * Society B 58, 1996.
 */
public final class CramerVonMises implements SampleMeasure {

  @Override
  public Measurement measure(SortedSample reference, SortedSample current) {
    if (reference.isEmpty() || current.isEmpty()) {
      return Measurement.UNDEFINED;
    }
    double n = reference.size();
    double m = current.size();
    double statistic =
        rankSum(reference, current) / (n * m * (n + m)) - (4 * n * m - 1) / (6 * (n + m));
    if (n < 2 || m < 2) {
      return Measurement.distance(statistic);
    }
    return new Measurement(
        statistic, ChiSquareSum.CRAMER_VON_MISES.survival(standardise(statistic, n, m)));
  }

  /** {@code n sum (r_i - i)^2 + m sum (s_j - j)^2} over the pooled ranks of either sample. */
  private static double rankSum(SortedSample reference, SortedSample current) {
    MergedSamples walk = new MergedSamples(reference, current);
    double referenceSum = 0;
    double currentSum = 0;
    while (walk.next()) {
      int last = walk.referenceCount() + walk.currentCount();
      double rank = last - (walk.referenceTies() + walk.currentTies() - 1) / 2.0;
      referenceSum += squares(rank, walk.referenceCount(), walk.referenceTies());
      currentSum += squares(rank, walk.currentCount(), walk.currentTies());
    }
    return reference.size() * referenceSum + current.size() * currentSum;
  }

  private static double squares(double rank, int last, int ties) {
    double sum = 0;
    for (int own = last - ties + 1; own <= last; own++) {
      sum += (rank - own) * (rank - own);
    }
    return sum;
  }

  private static double standardise(double statistic, double n, double m) {
    double total = n + m;
    double product = n * m;
    double mean = (1 + 1 / total) / 6;
    double variance =
        (total + 1)
            * (4 * product * total - 3 * (n * n + m * m) - 2 * product)
            / (45 * total * total * 4 * product);
    return 1.0 / 6 + (statistic - mean) / Math.sqrt(45 * variance);
  }
}
