package io.github.djlobservability.report;

/**
 * A test, judged together with all others of a report.
 *
 * @param test the test
 * @param adjustedPValue its p-value after Holm; NaN when the data say nothing
 * @param judgement what its change is taken for
 * @param contribution its share of all series' squared extents, 0 to 1
 */
public record Judged(
    DriftTest test, double adjustedPValue, Judgement judgement, double contribution) {

  /** Returns whether the change is both significant and large enough to matter. */
  public boolean drifts() {
    return judgement == Judgement.DRIFT;
  }

  /** Returns whether the change is more than chance brings about. */
  boolean isChange() {
    return judgement == Judgement.DRIFT || judgement == Judgement.SMALL;
  }

  /** Returns its mark; empty for none. */
  public String badge() {
    return judgement.badge();
  }
}
