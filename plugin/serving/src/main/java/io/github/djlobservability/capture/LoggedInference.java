package io.github.djlobservability.capture;

import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.Payload;
import io.opentelemetry.api.trace.SpanContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An inference on its way into the log, not yet redacted.
 *
 * @param reason for which it is logged
 */
record LoggedInference(Observation observation, CaptureReason reason) {
  /** W3C's recommendation says that this much is to be passed on at least. */
  private static final int MAX_TRACE_STATE = 512;

  /** Makes one with payloads that stay: an object may be gone when the log gets to it. */
  static LoggedInference of(Observation observation, CaptureReason reason) {
    return new LoggedInference(
        observation.with(atHand(observation.input()), atHand(observation.output())), reason);
  }

  private static Payload atHand(Payload payload) {
    if (payload instanceof Payload.Both both) {
      return atHand(both.body());
    }
    return payload instanceof Payload.Body body && !body.atHand()
        ? Payload.Body.of(body.bytes(), body.contentType())
        : payload;
  }

  /** Returns what stands in {@code tracestate}, of a bounded length; empty where nothing does. */
  static String traceState(SpanContext span) {
    StringBuilder text = new StringBuilder();
    span.getTraceState()
        .forEach(
            (key, value) -> {
              if (text.length() + key.length() + value.length() + 2 <= MAX_TRACE_STATE) {
                text.append(text.isEmpty() ? "" : ",").append(key).append('=').append(value);
              }
            });
    return text.toString();
  }

  ModelId model() {
    return observation.model();
  }

  long heldBytes() {
    return observation.heldBytes();
  }

  /** Returns the body of a payload; null where it has none. */
  static Payload.@Nullable Body body(Payload payload) {
    if (payload instanceof Payload.Both both) {
      return both.body();
    }
    return payload instanceof Payload.Body body ? body : null;
  }

  /** Returns why a payload has no body. */
  static String withoutBody(Payload payload) {
    if (payload instanceof Payload.NotKept none) {
      return "(" + none.reason().name().toLowerCase(Locale.ROOT) + ")";
    }
    return payload instanceof Payload.Streamed ? "(stream)" : "(tensors)";
  }
}
