package io.github.djlobservability.history;

import io.github.djlobservability.drift.Check;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.reference.DriftKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A feature that an incident concerns.
 *
 * @param check which of its checks says so
 * @param status how it stands now
 * @param kind what of it has drifted
 * @param change by how much: {@code mean 26.2 -> 30.4}; as its last verdict says, or as its latest
 *     values do
 * @param cause what the change looks like; null where nothing tells
 * @param evidencePerItem evidence for the change that an item brought on average since it began:
 *     the larger, the more the feature is affected
 */
public record ConcernedFeature(
    String feature,
    Check check,
    Status status,
    DriftKind kind,
    String change,
    @Nullable String cause,
    double evidencePerItem) {

  /** Returns this, changed as its latest values say; the same where nothing is known of them. */
  ConcernedFeature now(Map<Check, Map<String, String>> changes) {
    String now = status == Status.DRIFT ? changes.getOrDefault(check, Map.of()).get(feature) : null;
    return now == null
        ? this
        : new ConcernedFeature(feature, check, status, kind, now, cause, evidencePerItem);
  }
}
