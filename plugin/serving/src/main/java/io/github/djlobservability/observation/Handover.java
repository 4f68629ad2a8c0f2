package io.github.djlobservability.observation;

import org.jspecify.annotations.Nullable;

/**
 * A request on its way from one model of a workflow to the next.
 *
 * @param nanos when the model before was done with it, as {@link System#nanoTime()}
 * @param requestId the id that its client knows it by; null when there is none
 */
public record Handover(RequestInFlight request, long nanos, @Nullable String requestId) {}
