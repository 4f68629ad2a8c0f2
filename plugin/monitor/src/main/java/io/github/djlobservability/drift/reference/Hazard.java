package io.github.djlobservability.drift.reference;

/**
 * Describes a chart's part in the rate of false alarms.
 *
 * @param weight the chart's share of the evidence
 * @param information mean log-likelihood ratio of an item after the change looked for
 * @param overshoot mean of exp(-overshoot) when the evidence crosses its level, in (0, 1]
 * @param share of the items that the chart sees
 */
public record Hazard(double weight, double information, double overshoot, double share) {

  /** Describes a chart that sees every item. */
  public Hazard(double weight, double information, double overshoot) {
    this(weight, information, overshoot, 1);
  }

  /**
   * Returns the same of a chart that counts this many items as one: its steps are as many smaller.
   */
  public Hazard discounted(double items) {
    return new Hazard(weight, information / items, Math.pow(overshoot, 1 / items), share);
  }

  /**
   * Mean of exp(-overshoot) of a chart whose steps are small, as those of normal scores: D.
   * Siegmund, <i>Sequential Analysis</i>, 1985, section 10.2.
   */
  public static double normalOvershoot(double information) {
    return Math.exp(-0.583 * Math.sqrt(2 * information));
  }
}
