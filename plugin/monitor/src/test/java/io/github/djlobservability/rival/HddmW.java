package io.github.djlobservability.rival;

import io.github.djlobservability.drift.Status;

/**
 * HDDM_W: an exponentially weighted error rate against the best it has been, with McDiarmid's bound
 * between them.
 *
 * <pre>e_1 = x_1, B_0 = 1;   e = lambda x + (1 - lambda) e,   B = lambda^2 + (1 - lambda)^2 B
 * cut: e and B where e + sqrt(B ln(1 / driftConfidence) / 2) was least
 * since: an average of the same kind, begun after the cut
 * limit(c) = sqrt((B_cut + B_since) ln(1 / c) / 2)</pre>
 *
 * Drift is when {@code e_since - e_cut > limit(driftConfidence)}, and the warning level the same
 * with {@code warningConfidence}. Two-sided, falls are sought too, against the cut where {@code e -
 * sqrt(...)} was greatest.
 *
 * <p>Input: one bit a prediction, set when it was wrong. Statistic: the gap between the averages on
 * the side that is nearer to drift; threshold: its limit. A stream of equal bits is stable. Warms
 * up for one bit.
 *
 * <p>Fast on large changes; blind to small ones: with defaults the limit never gets below 0.42, so
 * a change from 0.05 to 0.15 goes by.
 *
 * <p>B begins at 1 before the first bit, as in River 0.26; in the authors' own program and in MOA
 * it is 1 with the first bit.
 *
 * <p>Memory: constant, about 250 bytes. Time: constant.
 *
 * <p>I. Frias-Blanco, J. del Campo-Avila, G. Ramos-Jimenez, R. Morales-Bueno, A. Ortiz-Diaz and Y.
 * Caballero-Mota, <i>Online and Non-Parametric Drift Detection Methods Based on Hoeffding's
 * Bounds</i>, IEEE Transactions on Knowledge and Data Engineering 27, 2015.
 */
public final class HddmW extends AbstractErrorBitDetector {

  private final boolean twoSided;
  private final double logDrift;
  private final double logWarning;

  private final WeightedRate total;
  private final WeightedCut rises;
  private final WeightedCut falls;

  /**
   * Holds the parameters of HDDM_W.
   *
   * @param driftConfidence of the bound for drift, in (0, 1): smaller is slower and surer
   * @param warningConfidence of the bound for the warning level, from there to 1
   * @param lambda weight of the newest bit, in (0, 1)
   * @param twoSided whether falling error rates are drift too
   */
  public record Parameters(
      double driftConfidence, double warningConfidence, double lambda, boolean twoSided) {

    public Parameters {
      Preconditions.between("driftConfidence", driftConfidence, 0, 1);
      Preconditions.between("warningConfidence", warningConfidence, driftConfidence, 1);
      Preconditions.between("lambda", lambda, 0, 1);
    }

    /** Drift at 0.001, warning at 0.005, lambda 0.05, rises only. */
    public static Parameters defaults() {
      return new Parameters(0.001, 0.005, 0.05, false);
    }
  }

  /** An empty detector. */
  public HddmW(Parameters parameters) {
    twoSided = parameters.twoSided();
    logDrift = Math.log(1 / parameters.driftConfidence());
    logWarning = Math.log(1 / parameters.warningConfidence());
    total = new WeightedRate(parameters.lambda());
    rises = new WeightedCut(1, parameters.lambda());
    falls = new WeightedCut(-1, parameters.lambda());
  }

  /**
   * {@inheritDoc}
   *
   * <p>Since the warning that became drift: the best average is often far before the change.
   */
  @Override
  public long samplesSinceOnset() {
    return samplesSinceCalm();
  }

  @Override
  Status evaluate(boolean isError) {
    double bit = isError ? 1 : 0;
    total.add(bit);
    rises.add(bit, total, logDrift);
    falls.add(bit, total, logDrift);
    if (sampleCount == 1) {
      return Status.WARMING_UP;
    }
    WeightedCut side = nearer();
    return judge(side.gap(), side.limit(logWarning), side.limit(logDrift));
  }

  private WeightedCut nearer() {
    if (!twoSided) {
      return rises;
    }
    double rise = rises.gap() - rises.limit(logDrift);
    double fall = falls.gap() - falls.limit(logDrift);
    return rise >= fall ? rises : falls;
  }

  @Override
  void clear() {
    total.set(0, 0);
    rises.clear();
    falls.clear();
  }

  @Override
  void save(StateWriter out) {
    total.save(out);
    rises.save(out);
    falls.save(out);
  }

  @Override
  void load(StateReader in) {
    total.load(in);
    rises.load(in);
    falls.load(in);
  }
}
