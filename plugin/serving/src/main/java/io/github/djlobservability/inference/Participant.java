package io.github.djlobservability.inference;

import ai.djl.modality.Input;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.observation.Handover;
import io.github.djlobservability.observation.HeaderId;
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
 * @param waitingSince since when it waits for this model, as {@link System#nanoTime()}
 */
record Participant(
    Context context,
    @Nullable RequestInFlight request,
    @Nullable String requestId,
    long waitingSince) {

  /** Makes one of a request that came through the HTTP door. */
  static Participant of(RequestInFlight request, Input input) {
    return new Participant(
        request.context(), request, requestId(input), request.arrival().nanoTime());
  }

  /** Makes one of a request that another model of its workflow hands on. */
  static Participant of(Handover handover) {
    RequestInFlight request = handover.request();
    return new Participant(request.context(), request, handover.requestId(), handover.nanos());
  }

  Span span() {
    return Span.fromContext(context);
  }

  /** Returns whether OpenTelemetry gives requests an identity. */
  boolean isTraceable() {
    return span().getSpanContext().isValid();
  }

  /** Returns whether the request only tries something out. */
  boolean isLeftOut() {
    return request != null && request.isLeftOut();
  }

  /** Returns whether the model is only a part of the workflow that the request names. */
  boolean isPartFor(ModelId model) {
    return request != null && request.isForAnother(model);
  }

  /** Returns the id that the server gave an input. */
  static @Nullable String requestId(Input input) {
    String id = input.getProperties().get("requestId");
    return id == null ? null : HeaderId.of(id);
  }

  /** Returns the header that leads from an input to its request. */
  static @Nullable String traceparent(Input input) {
    return input.getProperties().get("traceparent");
  }
}
