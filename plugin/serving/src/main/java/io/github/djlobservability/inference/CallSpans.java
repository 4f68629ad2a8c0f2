package io.github.djlobservability.inference;

import ai.djl.modality.Input;
import io.github.djlobservability.config.RequestSetting;
import io.github.djlobservability.config.value.SpanDetail;
import io.github.djlobservability.model.Phase;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.model.Timebase;
import io.github.djlobservability.observation.RequestInFlight;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.definition.HttpKeys;
import io.github.djlobservability.telemetry.definition.ModelKeys;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The spans of one model's calls. Thread-safe. */
final class CallSpans {
  /** The SDK's default limit of links a span. */
  static final int MAX_LINKS = 128;

  /** Two readings of an unset clock are nearer to each other. */
  private static final long SAME_CLOCK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final Telemetry telemetry;
  private final ServedModel model;
  private final Attributes attributes;
  private final Map<Phase, String> names = new EnumMap<>(Phase.class);

  CallSpans(Telemetry telemetry, ServedModel model, Attributes attributes) {
    this.telemetry = telemetry;
    this.model = model;
    this.attributes = attributes;
    for (Phase phase : Phase.values()) {
      names.put(phase, name(phase.label()));
    }
  }

  /** Opens the span of a request that came past the HTTP door. */
  Context startPredict(Input input, Timebase start) {
    Context parent =
        W3CTraceContextPropagator.getInstance()
            .extract(Context.root(), input.getProperties(), PropertyGetter.INSTANCE);
    Span span =
        builder("predict")
            .setParent(
                Telemetry.withSamplingRatio(parent, model.settings().find(RequestSetting.SAMPLING)))
            .setStartTimestamp(start.epochNanos(), TimeUnit.NANOSECONDS)
            .startSpan();
    return parent.with(span);
  }

  /**
   * Opens the span of a batch, linked to its requests' spans.
   *
   * @return the context to measure the batch in; without a span when no request of it is traced
   */
  Context startBatch(List<Participant> participants, Timebase start) {
    List<SpanContext> traced = traced(participants);
    if (traced.isEmpty() || model.settings().get(RequestSetting.SPAN_DETAIL) != SpanDetail.PHASES) {
      return Context.root();
    }
    Span span =
        linked(traced.subList(0, Math.min(MAX_LINKS, traced.size())))
            .setNoParent()
            .setStartTimestamp(start.epochNanos(), TimeUnit.NANOSECONDS)
            .startSpan();
    span.setAttribute(ModelKeys.BATCH_SIZE, participants.size());
    return Context.root().with(span);
  }

  /**
   * Writes the time a request waited, linked to the batch it went into. It ends when the call
   * begins: by the call's clock, so that it is one moment for all requests of a batch; but where
   * the wall clock was set between two of them, by the request's own.
   */
  void queue(InferenceCall call, Participant participant, RequestInFlight request) {
    boolean alone = call.participants().size() == 1;
    long start = request.arrival().epochNanos(participant.waitingSince());
    long own = request.arrival().epochNanos(call.start().nanoTime());
    long calls = call.start().epochNanos();
    long end = Math.abs(own - calls) < SAME_CLOCK_NANOS ? calls : own;
    telemetry
        .finishedSpans()
        .write(
            name(Phase.QUEUE),
            participant.context(),
            start,
            Math.max(start, end),
            attributes,
            alone ? null : Span.fromContext(call.context()).getSpanContext());
  }

  /** Writes a phase that is over. */
  void phase(InferenceCall call, Phase phase) {
    long start = call.start().epochNanos(call.startNanos(phase));
    long end = call.start().epochNanos(call.endNanos(phase));
    if (phase == call.failedPhase()) {
      failedPhase(call, phase, start, end);
    } else {
      telemetry.finishedSpans().write(name(phase), call.context(), start, end, attributes, null);
    }
  }

  private void failedPhase(InferenceCall call, Phase phase, long start, long end) {
    Span span =
        builder(phase.label())
            .setParent(call.context())
            .setStartTimestamp(start, TimeUnit.NANOSECONDS)
            .startSpan();
    span.setStatus(StatusCode.ERROR);
    if (call.errorType() != null) {
      span.setAttribute(HttpKeys.ERROR_TYPE, call.errorType());
    }
    if (call.failure() != null) {
      telemetry.failures().describe(span, call.failure(), end);
    }
    span.end(end, TimeUnit.NANOSECONDS);
  }

  /** Ends the spans that were opened for the call. */
  void end(InferenceCall call) {
    long end = call.start().epochNanos(call.endNanos());
    for (Participant participant : call.participants()) {
      if (participant.request() == null) {
        participant.span().end(end, TimeUnit.NANOSECONDS);
      }
    }
    if (call.participants().size() > 1) {
      endBatch(call, end);
    }
  }

  private void endBatch(InferenceCall call, long end) {
    Span batch = Span.fromContext(call.context());
    if (batch.isRecording()) {
      if (call.failedPhase() == null) {
        if (model.translated()) {
          batch.setAttribute(ModelKeys.ITEMS, call.items());
        }
      } else {
        batch.setStatus(StatusCode.ERROR);
      }
      List<SpanContext> traced = traced(call.participants());
      for (int from = MAX_LINKS; from < traced.size(); from += MAX_LINKS) {
        linked(traced.subList(from, Math.min(from + MAX_LINKS, traced.size())))
            .setParent(call.context())
            .setStartTimestamp(call.start().epochNanos(), TimeUnit.NANOSECONDS)
            .startSpan()
            .end(end, TimeUnit.NANOSECONDS);
      }
    }
    batch.end(end, TimeUnit.NANOSECONDS);
  }

  private SpanBuilder linked(List<SpanContext> links) {
    SpanBuilder builder = builder("batch");
    links.forEach(builder::addLink);
    return builder;
  }

  private SpanBuilder builder(String what) {
    return telemetry.tracer().spanBuilder(name(what)).setAllAttributes(attributes);
  }

  private String name(Phase phase) {
    return Objects.requireNonNull(names.get(phase));
  }

  private String name(String what) {
    return what + " " + model.id().name();
  }

  private static List<SpanContext> traced(List<Participant> participants) {
    List<SpanContext> traced = new ArrayList<>(participants.size());
    for (Participant participant : participants) {
      SpanContext span = participant.span().getSpanContext();
      if (span.isSampled()) {
        traced.add(span);
      }
    }
    return traced;
  }
}
