package io.github.djlobservability.statistics.comparison;

import io.github.djlobservability.statistics.Shares;

/**
 * The L-infinity distance: {@code max of |p - q|}, the greatest change of any one category's share.
 *
 * <p>Statistic: the distance, from 0 to 1; no p-value.
 *
 * <p>The default for categories of TensorFlow Data Validation: E. Breck, N. Polyzotis, S. Roy, S.
 * E. Whang and M. Zinkevich, <i>Data Validation for Machine Learning</i>, MLSys 2019.
 */
public final class LInfinity extends ShareDistance {

  @Override
  double distance(Shares shares) {
    double largest = 0;
    for (int i = 0; i < shares.cells(); i++) {
      largest = Math.max(largest, Math.abs(shares.reference(i) - shares.current(i)));
    }
    return largest;
  }
}
