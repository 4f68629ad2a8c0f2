package io.github.djlobservability.statistics.comparison;

import io.github.djlobservability.statistics.Shares;

/**
 * The Jensen-Shannon distance to base 2: {@code sqrt((KL(p, m) + KL(q, m)) / 2)} with {@code m = (p
 * + q) / 2} and {@code KL(p, m) = sum of p log2(p / m)}.
 *
 * <p>Statistic: the distance, from 0 (equal) to 1 (nothing in common); no p-value. A share of 0
 * adds nothing to its sum.
 *
 * <p>J. Lin, <i>Divergence Measures Based on the Shannon Entropy</i>, IEEE Transactions on
 * Information Theory 37, 1991; the root is a metric: D. M. Endres and J. E. Schindelin, same
 * journal 49, 2003.
 */
public final class JensenShannon extends ShareDistance {

  @Override
  double distance(Shares shares) {
    double sum = 0;
    for (int i = 0; i < shares.cells(); i++) {
      double middle = (shares.reference(i) + shares.current(i)) / 2;
      sum += entropy(shares.reference(i), middle) + entropy(shares.current(i), middle);
    }
    return Math.sqrt(Math.max(0, sum / 2 / Math.log(2)));
  }

  private static double entropy(double share, double middle) {
    return share > 0 ? share * Math.log(share / middle) : 0;
  }
}
