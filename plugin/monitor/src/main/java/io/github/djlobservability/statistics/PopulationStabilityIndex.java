package io.github.djlobservability.statistics;

/**
 * The population stability index: {@code sum of (q - p) ln(q / p)} over the shares p of the
 * reference and q of the current sample.
 *
 * <p>Statistic: the index, 0 or more; no p-value. A share of 0 counts as {@code emptyShare}, so the
 * index stays finite.
 *
 * <p>Without any drift it is about {@code (bins - 1) (1 / n + 1 / m)}, so the customary thresholds
 * 0.1 and 0.25 say little on small windows. Use bins at the reference's quantiles: equal widths
 * hide the tails.
 *
 * <p>N. Siddiqi, <i>Credit Risk Scorecards</i>, 2006; it is the divergence of H. Jeffreys,
 * Proceedings of the Royal Society A 186, 1946.
 */
public final class PopulationStabilityIndex implements BinnedMeasure, CategoricalMeasure {

  private final double emptyShare;

  /** With 0.0001 for an empty share. */
  public PopulationStabilityIndex() {
    this(1e-4);
  }

  /**
   * With another value for an empty share.
   *
   * @param emptyShare stands for a share of 0, in (0, 1)
   */
  public PopulationStabilityIndex(double emptyShare) {
    Preconditions.between("emptyShare", emptyShare, 0, 1);
    this.emptyShare = emptyShare;
  }

  @Override
  public Measurement measure(long[] reference, long[] current) {
    Shares shares = new Shares(reference, current);
    if (shares.isEmpty()) {
      return Measurement.UNDEFINED;
    }
    double sum = 0;
    for (int i = 0; i < shares.cells(); i++) {
      double p = occupied(shares.reference(i));
      double q = occupied(shares.current(i));
      sum += (q - p) * Math.log(q / p);
    }
    return Measurement.distance(sum);
  }

  private double occupied(double share) {
    return share > 0 ? share : emptyShare;
  }
}
