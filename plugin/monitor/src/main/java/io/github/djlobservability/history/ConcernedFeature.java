package io.github.djlobservability.history;

import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.reference.DriftKind;
import org.jspecify.annotations.Nullable;

/**
 * A feature that an incident concerns.
 *
 * @param status how it stands now
 * @param kind what of it has drifted
 * @param change by how much, as its last verdict says: {@code mean 26.2 -> 30.4}
 * @param cause what the change looks like; null where nothing tells
 * @param evidencePerItem evidence for the change that an item brought on average since it began:
 *     the larger, the more the feature is affected
 */
public record ConcernedFeature(
    String feature,
    Status status,
    DriftKind kind,
    String change,
    @Nullable String cause,
    double evidencePerItem) {}
