package io.github.djlobservability.history;

import io.github.djlobservability.drift.Onset;
import org.jspecify.annotations.Nullable;

/**
 * A feature that differs at the moment.
 *
 * @param incident number of the incident that concerns it
 * @param onset when it began; null where that can't be told
 * @param cause what the incident looks like; null where nothing tells
 */
public record OpenChange(
    long incident, ConcernedFeature feature, @Nullable Onset onset, @Nullable String cause) {}
