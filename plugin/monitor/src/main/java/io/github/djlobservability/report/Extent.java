package io.github.djlobservability.report;

/**
 * How large a change is, by the measure that decides whether it matters.
 *
 * @param measure its name, one of {@link DriftTest}'s
 * @param value what was measured
 * @param least what matters at least
 * @param ratio how many times what matters at least: 1 or more matters
 */
public record Extent(String measure, double value, double least, double ratio) {

  /** Returns one of a measure that is 0 without a change. */
  static Extent of(String measure, double value, double least) {
    return new Extent(measure, value, least, value / least);
  }

  /** Returns an area under the curve, which is one half without a change. */
  static Extent ofArea(double area, double leastAboveHalf) {
    return new Extent(
        DriftTest.AREA_UNDER_CURVE, area, 0.5 + leastAboveHalf, (area - 0.5) / leastAboveHalf);
  }

  /** Odds that have become a number of times as high, or as low. */
  static Extent ofOdds(double times, double least) {
    return new Extent(
        DriftTest.ODDS_RATIO, times, least, Math.abs(Math.log(times)) / Math.log(least));
  }

  /** Returns the extent by which the change is larger. */
  Extent or(Extent other) {
    return other.ratio > ratio || Double.isNaN(ratio) ? other : this;
  }

  /** Returns whether the change matters. */
  boolean matters() {
    return ratio >= 1;
  }

  /** Names the measure and its value for people. */
  public String words() {
    String name =
        switch (measure) {
          case DriftTest.JENSEN_SHANNON -> "Jensen-Shannon";
          case DriftTest.WASSERSTEIN -> "Wasserstein";
          case DriftTest.ODDS_RATIO -> "odds times";
          case DriftTest.AREA_UNDER_CURVE -> "area";
          case DriftTest.SHARE_DIFFERENCE -> "difference";
          default -> measure;
        };
    return name + " " + Words.measure(value);
  }
}
