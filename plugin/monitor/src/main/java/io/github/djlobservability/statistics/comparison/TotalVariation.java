package io.github.djlobservability.statistics.comparison;

import io.github.djlobservability.statistics.Shares;

/**
 * The total variation distance: {@code sum of |p - q| / 2}, the share that must be recounted to
 * turn one sample into the other.
 *
 * <p>Statistic: the distance, from 0 (equal) to 1 (nothing in common); no p-value.
 *
 * <p>D. A. Levin and Y. Peres, <i>Markov Chains and Mixing Times</i>, 2017, chapter 4.
 */
public final class TotalVariation extends ShareDistance {

  @Override
  double distance(Shares shares) {
    double sum = 0;
    for (int i = 0; i < shares.cells(); i++) {
      sum += Math.abs(shares.reference(i) - shares.current(i));
    }
    return sum / 2;
  }
}
