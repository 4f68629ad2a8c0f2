package io.github.djlobservability.observation;

import io.opentelemetry.api.trace.SpanContext;
import org.jspecify.annotations.Nullable;

/**
 * Says how a request was over, and in which trace.
 *
 * @param span the request's; invalid where there is none
 * @param status of the response; 0 where it is not known, or none was begun
 * @param failure why the request failed, as {@code djl.serving.failure.reason} says it; null where
 *     it succeeded
 * @param nanos from its arrival until the model was done, or to the last byte of the response where
 *     that can be seen; 0 where it is not known
 * @param logged whether the request is in the logs already: its client left before the model was
 *     done
 */
public record Completion(
    SpanContext span, int status, @Nullable String failure, long nanos, boolean logged) {
  /** Nothing is known but that it succeeded. */
  static final Completion UNKNOWN = new Completion(SpanContext.getInvalid(), 0, null, 0);

  /** Makes one of a request that is in no log yet. */
  public Completion(SpanContext span, int status, @Nullable String failure, long nanos) {
    this(span, status, failure, nanos, false);
  }

  /** Returns whether the request failed. */
  public boolean isFailed() {
    return failure != null;
  }
}
