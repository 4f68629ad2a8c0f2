package io.github.djlobservability.inference;

import io.github.djlobservability.model.Phase;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.definition.HttpKeys;
import io.github.djlobservability.telemetry.definition.ModelKeys;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes the phases of one model's calls on the spans of their requests: one span a request, where
 * it would be five. A request has a span of its own below it, {@code predict}, where its own span
 * can't bear them: it has ended, or is a workflow's. Thread-safe.
 */
final class CompactSpans {
  private final Telemetry telemetry;
  private final ServedModel model;
  private final Attributes attributes;

  CompactSpans(Telemetry telemetry, ServedModel model, Attributes attributes) {
    this.telemetry = telemetry;
    this.model = model;
    this.attributes = attributes;
  }

  /** Writes what a call that is over was to one of its requests. */
  void write(InferenceCall call, Participant participant) {
    if (!participant.span().getSpanContext().isSampled()) {
      return;
    }
    if (participant.isPartFor(model.id()) || !participant.span().isRecording()) {
      Span own = start(call, participant);
      describe(own, call, participant);
      own.end(call.start().epochNanos(call.endNanos()), TimeUnit.NANOSECONDS);
    } else {
      describe(participant.span(), call, participant);
      if (participant.request() == null) {
        fail(participant.span(), call);
      }
    }
  }

  /** Says on a span of ours that the call failed; of a request's the HTTP door says it. */
  private static void fail(Span span, InferenceCall call) {
    if (call.failedPhase() != null) {
      span.setStatus(StatusCode.ERROR);
      if (call.errorType() != null) {
        span.setAttribute(HttpKeys.ERROR_TYPE, call.errorType());
      }
    }
  }

  private Span start(InferenceCall call, Participant participant) {
    Span span =
        telemetry
            .tracer()
            .spanBuilder("predict " + model.id().name())
            .setParent(participant.context())
            .setAllAttributes(attributes)
            .setAttribute(ModelKeys.BATCH_SIZE, (long) call.participants().size())
            .setStartTimestamp(
                call.start().epochNanos(participant.waitingSince()), TimeUnit.NANOSECONDS)
            .startSpan();
    fail(span, call);
    if (call.failedPhase() == null && model.translated()) {
      span.setAttribute(ModelKeys.ITEMS, call.items() / call.participants().size());
    }
    return span;
  }

  private void describe(Span span, InferenceCall call, Participant participant) {
    if (participant.request() != null) {
      time(span, ModelKeys.QUEUE_TIME, call.start().nanoTime() - participant.waitingSince());
    }
    List<Phase> phases = CallRecorder.phases(model);
    for (int i = 0; i < phases.size(); i++) {
      Phase phase = phases.get(i);
      if (call.reached(phase)) {
        time(span, key(phase), call.endNanos(phase) - call.startNanos(phase));
      }
    }
    SpanContext first = firstTraced(call);
    if (first != null && !first.equals(participant.span().getSpanContext())) {
      span.addLink(first);
    }
    if (call.failure() != null) {
      telemetry.failures().describe(span, call.failure(), call.start().epochNanos(call.endNanos()));
    }
  }

  private static void time(Span span, AttributeKey<Double> key, long nanos) {
    span.setAttribute(key, nanos / 1e9);
  }

  private static AttributeKey<Double> key(Phase phase) {
    return switch (phase) {
      case QUEUE -> ModelKeys.QUEUE_TIME;
      case PREPROCESS -> ModelKeys.PREPROCESS_TIME;
      case INFERENCE -> ModelKeys.INFERENCE_TIME;
      case POSTPROCESS -> ModelKeys.POSTPROCESS_TIME;
    };
  }

  /** Returns the request that stands for its batch; null for a request that is alone. */
  private static @Nullable SpanContext firstTraced(InferenceCall call) {
    if (call.participants().size() == 1) {
      return null;
    }
    for (Participant participant : call.participants()) {
      SpanContext span = participant.span().getSpanContext();
      if (span.isSampled()) {
        return span;
      }
    }
    return null;
  }
}
