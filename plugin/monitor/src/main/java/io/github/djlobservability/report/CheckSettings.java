package io.github.djlobservability.report;

import io.github.djlobservability.drift.reference.AlarmWeights;

/**
 * Says when a check reports drift.
 *
 * @param significanceLevel probability of any false alarm in a report, over all its tests and rules
 * @param minDistance how large a significant change must be to matter: as Jensen-Shannon distance,
 *     or for a number as Wasserstein distance over the reference's standard deviation
 * @param minOdds or how many times as high or low a category's odds must be, more than 1
 * @param maxBroken share of the rows that may break a rule
 * @param weights by which the tests of features share the level
 */
public record CheckSettings(
    double significanceLevel,
    double minDistance,
    double minOdds,
    double maxBroken,
    AlarmWeights weights) {

  /** Holds where nobody says anything else. */
  public static final CheckSettings DEFAULTS =
      new CheckSettings(0.05, 0.1, 3, 0.001, AlarmWeights.EQUAL);

  /** Part of the significance level that is kept for rules. */
  private static final double RULES = 0.1;

  /** Returns the tests' part of the significance level. */
  public double testLevel() {
    return (1 - RULES) * significanceLevel;
  }

  /** Returns the rules' part of the significance level. */
  public double ruleLevel() {
    return RULES * significanceLevel;
  }
}
