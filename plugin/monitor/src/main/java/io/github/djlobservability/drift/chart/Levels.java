package io.github.djlobservability.drift.chart;

/**
 * The evidence from which a check is in DRIFT or WARNING, and below which a WARNING ends. Between
 * the last two the status stays what it is. Of a check that drifts already, one more alarm needs
 * the evidence {@code again}.
 */
public record Levels(double drift, double warning, double clear, double again) {

  /** A warning comes about ten times as often as an alarm. */
  private static final double WARNING_RATIO = 10;

  private static final double CLEAR_RATIO = 100;

  private static final double AGAIN_RATIO = 100;

  public static final Levels UNREACHED = ofDrift(Double.POSITIVE_INFINITY);

  public static Levels ofDrift(double evidence) {
    return new Levels(
        evidence, evidence / WARNING_RATIO, evidence / CLEAR_RATIO, evidence * AGAIN_RATIO);
  }
}
