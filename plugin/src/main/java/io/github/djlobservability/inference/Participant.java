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
 */
record Participant(Context context, @Nullable RequestInFlight request) {

  Span span() {
    return Span.fromContext(context);
  }

  /** The header that leads from an input to its request. */
  static @Nullable String traceparent(Input input) {
    return input.getProperties().get("traceparent");
  }
}
