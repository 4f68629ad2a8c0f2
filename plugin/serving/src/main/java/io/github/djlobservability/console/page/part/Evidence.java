package io.github.djlobservability.console.page.part;

import io.github.djlobservability.drift.FeatureEvaluation;

/**
 * Says how much speaks for a change. A check's statistic is a logarithm, so a share of it would be
 * large where nothing has changed; this is the share of the evidence itself.
 */
public final class Evidence {
  /** Below this it is what chance makes all the time. */
  private static final double USUAL = 0.01;

  private Evidence() {}

  /** Returns the share of the evidence that a verdict takes, from 0 to 1. */
  public static double share(FeatureEvaluation.CheckEvaluation check) {
    double share = Math.exp(check.statistic() - check.threshold());
    return check.threshold() > 0 && Double.isFinite(share) ? Math.min(1, share) : 0;
  }

  /** Says how much of the evidence there is. */
  public static String sentence(FeatureEvaluation.CheckEvaluation check) {
    double share = share(check);
    return share < USUAL
        ? "no evidence of a change"
        : Figures.share(share) + " of the evidence that a verdict takes";
  }

  /** Returns it for people. */
  public static String words(double share) {
    return share < USUAL ? "none" : Figures.share(share);
  }
}
