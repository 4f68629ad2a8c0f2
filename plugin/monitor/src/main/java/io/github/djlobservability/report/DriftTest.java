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
 * @param extent how large the change is
 * @param distances all measures by name, for the reader
 * @param change what has changed, in the subject's own terms
 */
public record DriftTest(
    String subject,
    Kind kind,
    String method,
    double statistic,
    double pValue,
    Extent extent,
    Map<String, Double> distances,
    String change) {

  static final String JENSEN_SHANNON = "jensenShannonDistance";
  static final String WASSERSTEIN = "wassersteinOverDeviation";
  static final String TOTAL_VARIATION = "totalVariation";
  static final String POPULATION_STABILITY = "populationStabilityIndex";
  static final String AREA_UNDER_CURVE = "areaUnderCurve";
  static final String ODDS_RATIO = "oddsRatio";
  static final String SHARE_DIFFERENCE = "shareDifference";

  /** Returns the name of what is compared, without which of its values. */
  String feature() {
    int comma = kind == Kind.QUALITY ? subject.lastIndexOf(", ") : -1;
    return comma < 0 ? subject : subject.substring(0, comma);
  }

  /** Kinds of drift. */
  public enum Kind {
    DATA,
    PREDICTION,
    TARGET,
    QUALITY
  }
}
