package io.github.djlobservability.drift.reference;

/**
 * Says which part of the model's false alarms a feature may cause.
 *
 * @param weight of its evidence among that of all features, above 0
 * @param share of the items that have a value of it, in (0, 1]
 */
public record AlarmShare(double weight, double share) {

  /** As much as any other feature; every item has a value. */
  static final AlarmShare EACH = new AlarmShare(1, 1);

  /** Checks the ranges. */
  public AlarmShare {
    if (!(weight > 0) || !(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("weight " + weight + ", share " + share);
    }
  }

  /** Returns a chart's hazard as a part of the model's rate of false alarms. */
  public Hazard of(Hazard hazard) {
    return new Hazard(
        weight * hazard.weight(), hazard.information(), hazard.overshoot(), share * hazard.share());
  }
}
