package io.github.djlobservability.report;

import java.util.Map;

/**
 * One comparison of current rows with the reference, before all of them are judged together.
 *
 * @param subject what is compared: a series, or the rows as a whole
 * @param kind what a drift of it is
 * @param method the test the p-value comes from
 * @param statistic what the test measured
 * @param pValue of the test; NaN when the data say nothing
 * @param size how large the change is, in units of what matters at least: 1 or more matters
 * @param distances further measures by name, for the reader
 * @param change what has changed, in the subject's own terms
 */
record DriftTest(
    String subject,
    Kind kind,
    String method,
    double statistic,
    double pValue,
    double size,
    Map<String, Double> distances,
    String change) {

  /** The measure by which features are ranked. */
  static final String JENSEN_SHANNON = "jensenShannonDistance";

  static final String WASSERSTEIN = "wassersteinOverDeviation";
  static final String TOTAL_VARIATION = "totalVariation";
  static final String POPULATION_STABILITY = "populationStabilityIndex";
  static final String AREA_UNDER_CURVE = "areaUnderCurve";

  /** What a drift is called. */
  enum Kind {
    DATA,
    PREDICTION,
    TARGET,
    QUALITY
  }

  /** A measure; NaN if it was not taken. */
  double distance(String name) {
    return distances.getOrDefault(name, Double.NaN);
  }
}
