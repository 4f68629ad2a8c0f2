package io.github.djlobservability.monitoring;

import io.github.djlobservability.drift.ValueSpread;
import io.github.djlobservability.monitoring.comparison.ValueCounter;
import io.github.djlobservability.monitoring.items.LastRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows other threads how a model's items compare with its reference.
 *
 * @param description what payloads are read by
 * @param lastRequest how the last request was read; null before the first
 * @param spreads how the values of each feature are spread
 * @param values the values by bin; null when they aren't counted
 */
record PublishedDrift(
    WatchReport report,
    ReferenceDescription description,
    @Nullable LastRequest lastRequest,
    List<ValueSpread> spreads,
    ValueCounter.@Nullable Reading values) {}
