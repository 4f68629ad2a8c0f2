package io.github.djlobservability.drift;

import io.github.djlobservability.statistics.ChiSquare;
import io.github.djlobservability.statistics.Measurement;

/**
 * Whether values after an alarm are the reference's again. They have to agree with it; and, because
 * a small change agrees now and then, either all values since the alarm agree with it (then there
 * was no change), or the latest are clearly better explained by it than by those before.
 */
final class Recovery {

  private static final double AGREES = 0.01;

  /** In log-likelihood: twenty times as likely. */
  private static final double CLEARLY = 3;

  private final ReferenceBins reference;
  private final double dependence;

  /**
   * @param dependence how many values are worth one independent value
   */
  Recovery(ReferenceBins reference, double dependence) {
    this.reference = reference;
    this.dependence = dependence;
  }

  /**
   * Looks at values by the reference's bins.
   *
   * @param latest the latest values since the alarm
   * @param before those since the alarm before them
   */
  boolean isIn(long[] latest, long[] before) {
    long[] all = new long[latest.length];
    for (int bin = 0; bin < all.length; bin++) {
      all[bin] = latest[bin] + before[bin];
    }
    return agrees(latest) && (agrees(all) || prefers(latest, before));
  }

  private boolean agrees(long[] counts) {
    Measurement compared = new ChiSquare().measure(reference.counts(), counts, dependence);
    return !compared.isDefined() || compared.pValue() >= AGREES;
  }

  private boolean prefers(long[] latest, long[] before) {
    ReferenceBins drifted = ReferenceBins.ofCounts(before);
    double gain = 0;
    for (int bin = 0; bin < latest.length; bin++) {
      gain += latest[bin] * Math.log(share(reference, bin) / share(drifted, bin));
    }
    return gain / dependence > CLEARLY;
  }

  /** Half a value more in each bin keeps the logarithms finite. */
  private static double share(ReferenceBins bins, int bin) {
    return (bins.count(bin) + 0.5) / (bins.total() + bins.size() / 2.0);
  }
}
