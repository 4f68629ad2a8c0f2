package io.github.djlobservability.drift;

import io.github.djlobservability.drift.chart.ChangePoint;
import io.github.djlobservability.drift.chart.DriftShape;
import io.github.djlobservability.drift.chart.Effect;
import io.github.djlobservability.drift.incident.Incident;
import io.github.djlobservability.drift.reference.DriftKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of a check's status, or one more alarm.
 *
 * @param kind what has drifted; of a recovery, what had
 * @param shape null unless {@code status} is DRIFT
 * @param change null when {@code status} is STABLE
 * @param items numbers of the items that moved the statistic most, strongest first
 * @param incident that it belongs to; null of a change that is none
 */
record Transition(
    Check check,
    DriftKind kind,
    Status previous,
    Status status,
    @Nullable DriftShape shape,
    @Nullable ChangePoint change,
    double statistic,
    double threshold,
    Effect effect,
    List<Long> items,
    @Nullable Incident incident) {

  /** Returns the same of another onset. */
  Transition withChange(ChangePoint other) {
    return new Transition(
        check, kind, previous, status, shape, other, statistic, threshold, effect, items, incident);
  }

  /** Returns the same with another effect, if there is one. */
  Transition withEffect(@Nullable Effect other) {
    return other == null
        ? this
        : new Transition(
            check, kind, previous, status, shape, change, statistic, threshold, other, items,
            incident);
  }
}
