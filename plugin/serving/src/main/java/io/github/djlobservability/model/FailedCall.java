package io.github.djlobservability.model;

import io.opentelemetry.api.trace.SpanContext;

/**
 * A call of a single request that failed. Immutable.
 *
 * @param request the request's span
 * @param nanos when it failed, as {@link System#nanoTime()}
 */
public record FailedCall(SpanContext request, long nanos) {

  /** Returns whether it failed after a moment. */
  public boolean isAfter(long moment) {
    return nanos - moment > 0;
  }
}
