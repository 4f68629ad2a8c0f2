package io.github.djlobservability.report;

/**
 * A test, judged together with all others of a report.
 *
 * @param test the test
 * @param adjustedPValue its p-value after Holm; NaN when the data say nothing
 * @param drifts whether the change is both significant and large enough to matter
 * @param contribution its share of all series' squared Jensen-Shannon distances, 0 to 1
 */
record Judged(DriftTest test, double adjustedPValue, boolean drifts, double contribution) {

  /** What it is marked with; empty if it does not drift. */
  String badge() {
    return drifts ? "DRIFT" : "";
  }
}
