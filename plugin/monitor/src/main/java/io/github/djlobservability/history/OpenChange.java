package io.github.djlobservability.history;

import io.github.djlobservability.drift.Onset;
import org.jspecify.annotations.Nullable;

/**
 * A feature that differs at the moment.
 *
 * @param incident number of the incident that concerns it
 * @param onset when it began; null where that can't be told
 */
public record OpenChange(long incident, ConcernedFeature feature, @Nullable Onset onset) {}
