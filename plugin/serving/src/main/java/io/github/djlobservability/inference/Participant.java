package io.github.djlobservability.inference;

import ai.djl.modality.Input;
import io.github.djlobservability.observation.RequestInFlight;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * One request in a call of the model.
 *
 * @param context holds the span that stands for the request
 * @param request null when it did not come through the HTTP door; then the span is ours to end
 * @param requestId the id its client knows it by; null when there is none
 */
record Participant(Context context, @Nullable RequestInFlight request, @Nullable String requestId) {

  Span span() {
    return Span.fromContext(context);
  }

  /** The id that the server gave an input. */
  static @Nullable String requestId(Input input) {
    return input.getProperties().get("requestId");
  }

  /** The header that leads from an input to its request. */
  static @Nullable String traceparent(Input input) {
    return input.getProperties().get("traceparent");
  }
}
