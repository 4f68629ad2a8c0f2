package io.github.djlobservability.statistics.comparison;

import io.github.djlobservability.statistics.Shares;

/**
 * The Hellinger distance: {@code sqrt(sum of (sqrt(p) - sqrt(q))^2 / 2)}.
 *
 * <p>Statistic: the distance, from 0 (equal) to 1 (nothing in common); no p-value.
 *
 * <p>E. Hellinger, Journal fuer die reine und angewandte Mathematik 136, 1909.
 */
public final class Hellinger extends ShareDistance {

  @Override
  double distance(Shares shares) {
    double sum = 0;
    for (int i = 0; i < shares.cells(); i++) {
      double gap = Math.sqrt(shares.reference(i)) - Math.sqrt(shares.current(i));
      sum += gap * gap;
    }
    return Math.sqrt(sum / 2);
  }
}
