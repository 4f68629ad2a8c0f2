package io.github.djlobservability.cli;

/**
 * When a check says drift.
 *
 * @param significanceLevel probability of any false alarm in a report, over all its tests and rules
 * @param minDistance how large a significant change must be to matter: as Jensen-Shannon distance,
 *     or for a number as Wasserstein distance over the reference's standard deviation
 * @param maxBroken share of the rows that may break a rule
 */
record CheckSettings(double significanceLevel, double minDistance, double maxBroken) {

  /** Part of the significance level that is kept for rules. */
  private static final double RULES = 0.1;

  static final Option SIGNIFICANCE_LEVEL =
      Option.of("--significance-level", "P", "Probability of any false alarm; default 0.05");
  static final Option MIN_DISTANCE =
      Option.of("--min-distance", "D", "How large a change must be to matter; default 0.1");
  static final Option MAX_BROKEN =
      Option.of("--max-broken", "SHARE", "Share of rows that may break a rule; default 0.001");

  static CheckSettings of(Arguments arguments) {
    return new CheckSettings(
        arguments.number(SIGNIFICANCE_LEVEL, 0.05, 0, 1),
        arguments.number(MIN_DISTANCE, 0.1, 0, 1),
        arguments.number(MAX_BROKEN, 0.001, 0, 1));
  }

  /** The tests' part of the significance level. */
  double testLevel() {
    return (1 - RULES) * significanceLevel;
  }

  /** The rules' part of the significance level. */
  double ruleLevel() {
    return RULES * significanceLevel;
  }
}
