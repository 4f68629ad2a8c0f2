package io.github.djlobservability.drift;

import io.github.djlobservability.drift.chart.Effect;
import io.github.djlobservability.drift.incident.Incident;
import io.github.djlobservability.drift.reference.DriftKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a feature stands.
 *
 * @param feature its name
 * @param status the worst status of its checks
 * @param checks how each check stands
 * @param window what the last full window measured; null before the first
 */
public record FeatureEvaluation(
    String feature, Status status, List<CheckEvaluation> checks, @Nullable WindowMeasures window) {

  /** Copies the list. */
  public FeatureEvaluation {
    checks = List.copyOf(checks);
  }

  /**
   * Returns how its latest values differ from the reference; null where that is not known, or is
   * not what its status rests on.
   */
  public @Nullable Effect effect() {
    for (CheckEvaluation check : checks) {
      if (check.status() == status) {
        return check.effect();
      }
    }
    return null;
  }

  /**
   * How a check stands.
   *
   * @param check which
   * @param kind what has drifted, or would have
   * @param status its status
   * @param statistic logarithm of the evidence against "nothing has changed", at least 0
   * @param threshold the statistic from which it is DRIFT
   * @param incident that holds; null while there is none
   * @param effect how the latest values differ from the reference, or how often a rule is broken
   *     since then; null while they are not known to, and where figures are not shown
   */
  public record CheckEvaluation(
      Check check,
      DriftKind kind,
      Status status,
      double statistic,
      double threshold,
      @Nullable Incident incident,
      @Nullable Effect effect) {

    /** Returns this without figures of the items' values. */
    public CheckEvaluation withoutFigures() {
      return new CheckEvaluation(check, kind, status, statistic, threshold, incident, null);
    }
  }
}
