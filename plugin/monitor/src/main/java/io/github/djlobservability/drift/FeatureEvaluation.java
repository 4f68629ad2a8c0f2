package io.github.djlobservability.drift;

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
   * How a check stands.
   *
   * @param check which
   * @param kind what has drifted, or would have
   * @param status its status
   * @param statistic logarithm of the evidence against "nothing has changed", at least 0
   * @param threshold the statistic from which it is DRIFT
   * @param incident that holds; null while there is none
   */
  public record CheckEvaluation(
      Check check,
      DriftKind kind,
      Status status,
      double statistic,
      double threshold,
      @Nullable Incident incident) {}
}
