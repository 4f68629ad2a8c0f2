package io.github.djlobservability.statistics.comparison;

import io.github.djlobservability.statistics.Shares;

/**
 * The population stability index: {@code sum of (q - p) ln(q / p)} over the shares p of the
 * reference and q of the current sample.
 *
 * <p>Statistic: the index, 0 or more; no p-value. A share below 0.0001, an empty cell's above all,
 * counts as that, so that the index stays finite. So do the customary tools and the Prometheus
 * rules of this project, which add up several servers; to count half an item more in each cell
 * would make the index of a small window smaller, and no longer the same figure.
 *
 * <p>Without any drift it is about {@code (bins - 1) (1 / n + 1 / m)}, so the customary thresholds
 * 0.1 and 0.25 say little on small windows. Use bins at the reference's quantiles: equal widths
 * hide the tails.
 *
 * <p>N. Siddiqi, <i>Credit Risk Scorecards</i>, 2006; it is the divergence of H. Jeffreys,
 * Proceedings of the Royal Society A 186, 1946.
 */
public final class PopulationStabilityIndex extends ShareDistance {

  private static final double LEAST_SHARE = 1e-4;

  @Override
  double distance(Shares shares) {
    double sum = 0;
    for (int i = 0; i < shares.cells(); i++) {
      double p = Math.max(shares.reference(i), LEAST_SHARE);
      double q = Math.max(shares.current(i), LEAST_SHARE);
      sum += (q - p) * Math.log(q / p);
    }
    return sum;
  }
}
