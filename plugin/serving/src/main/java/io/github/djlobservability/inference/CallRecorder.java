package io.github.djlobservability.inference;

import ai.djl.modality.Input;
import io.github.djlobservability.config.SpanDetail;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.Phase;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.model.Timebase;
import io.github.djlobservability.observation.CompletedRequest.ComputedBy;
import io.github.djlobservability.observation.RequestInFlight;
import io.github.djlobservability.observation.RequestsInFlight;
import io.github.djlobservability.telemetry.Instruments;
import io.github.djlobservability.telemetry.ModelAttributes;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.definition.HttpKeys;
import io.github.djlobservability.telemetry.definition.ModelKeys;
import io.github.djlobservability.telemetry.definition.ModelMetric;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the calls of one model on one device into spans, metrics and figures. Thread-safe. */
final class CallRecorder {
  private static final List<Phase> CALL_PHASES =
      List.of(Phase.PREPROCESS, Phase.INFERENCE, Phase.POSTPROCESS);

  private final Telemetry telemetry;
  private final Instruments<ModelMetric> instruments;
  private final RequestsInFlight inFlight;
  private final ServedModel model;
  private final String device;
  private final Attributes attributes;
  private final CallSpans spans;

  /**
   * @param device as metrics name it
   */
  CallRecorder(Telemetry telemetry, RequestsInFlight inFlight, ServedModel model, String device) {
    this.telemetry = telemetry;
    this.instruments = telemetry.instruments(ModelMetric.class);
    this.inFlight = inFlight;
    this.model = model;
    this.device = device;
    this.attributes = attributes(model.id(), device);
    this.spans = new CallSpans(telemetry, model, attributes);
  }

  static Attributes attributes(ModelId id, String device) {
    return ModelAttributes.of(id).put(ModelKeys.DEVICE, device).build();
  }

  InferenceCall begin(List<Input> inputs) {
    Timebase start = Timebase.now();
    List<Participant> participants = new ArrayList<>(inputs.size());
    for (Input input : inputs) {
      RequestInFlight request = inFlight.find(Participant.traceparent(input));
      Context context = request == null ? spans.startPredict(input, start) : request.context();
      participants.add(new Participant(context, request, Participant.requestId(input)));
    }
    Context context =
        participants.size() == 1
            ? participants.get(0).context()
            : spans.startBatch(participants, start);
    if (watchesLoad()) {
      model.statistics().work().taken(uncounted(participants));
    }
    return new InferenceCall(participants, start, context);
  }

  /** How many requests the HTTP door has not counted as the model's when they arrived. */
  private int uncounted(List<Participant> participants) {
    int count = 0;
    for (Participant participant : participants) {
      RequestInFlight request = participant.request();
      if (request == null || !request.isCountedAmong(model.statistics().work())) {
        count++;
      }
    }
    return count;
  }

  /**
   * A call is over: tells its requests what the HTTP door will want to know, and has the rest
   * written down, now or later.
   */
  void over(InferenceCall call) {
    for (Participant participant : call.participants()) {
      RequestInFlight request = participant.request();
      if (request != null) {
        tell(request, call);
      }
    }
    if (watchesLoad()) {
      model.statistics().work().done(uncounted(call.participants()));
    }
    telemetry.writer().execute(() -> writeDown(call));
  }

  private void tell(RequestInFlight request, InferenceCall call) {
    request.servedBy(model);
    if (call.failedPhase() == null) {
      request.computed(call.items() / call.participants().size());
    }
    if (watchesLoad()) {
      request.computedBy(
          new ComputedBy(device, Thread.currentThread().getName(), call.participants().size()));
    }
    if (call.failedPhase() == Phase.INFERENCE || call.failedPhase() == Phase.POSTPROCESS) {
      request.failedByModel();
    }
    inFlight.computed(request);
  }

  private void writeDown(InferenceCall call) {
    try {
      record(call);
    } catch (RuntimeException | LinkageError e) {
      telemetry.failures().caught("inference", e);
    }
  }

  private void record(InferenceCall call) {
    boolean failed = call.failedPhase() != null;
    int requests = call.participants().size();
    model.statistics().inference(requests, failed ? 0 : call.items(), failed);
    if (watchesLoad()) {
      model.statistics().work().call(call.endNanos() - call.start().nanoTime(), requests);
    }
    if (!failed) {
      instruments.record(ModelMetric.BATCH_SIZE, requests, attributes, call.context());
      instruments.add(ModelMetric.ITEMS, call.items(), attributes, call.context());
    }
    for (Participant participant : call.participants()) {
      recordRequest(call, participant);
    }
    for (Phase phase : CALL_PHASES) {
      if (call.reached(phase)) {
        recordPhase(call, phase);
      }
    }
    spans.end(call);
  }

  /** Whether anybody wants to know how busy the model is. */
  boolean watchesLoad() {
    return model.settings().load().enabled();
  }

  /** A batch was made of its requests' inputs; of all values in it so many are padding. */
  void padded(Padding padding) {
    model.statistics().work().padding(padding.values(), padding.padded());
  }

  private void recordRequest(InferenceCall call, Participant participant) {
    describe(call, participant);
    RequestInFlight request = participant.request();
    if (request == null) {
      return;
    }
    long waited = call.start().nanoTime() - request.arrival().nanoTime();
    model.statistics().phase(Phase.QUEUE, waited);
    instruments.recordNanos(ModelMetric.QUEUE_DURATION, waited, attributes, participant.context());
    if (traced(participant.context())) {
      spans.queue(call, participant, request);
    }
  }

  private void describe(InferenceCall call, Participant participant) {
    Span span = participant.span();
    if (!span.isRecording()) {
      return;
    }
    span.setAllAttributes(attributes);
    span.setAttribute(ModelKeys.BATCH_SIZE, call.participants().size());
    if (call.failedPhase() == null) {
      span.setAttribute(ModelKeys.ITEMS, call.items() / call.participants().size());
    }
  }

  private void recordPhase(InferenceCall call, Phase phase) {
    long duration = call.endNanos(phase) - call.startNanos(phase);
    model.statistics().phase(phase, duration);
    instruments.recordNanos(
        metric(phase), duration, withError(phase == call.failedPhase(), call), call.context());
    if (traced(call.context())) {
      spans.phase(call, phase);
    }
  }

  private static ModelMetric metric(Phase phase) {
    return switch (phase) {
      case QUEUE -> ModelMetric.QUEUE_DURATION;
      case PREPROCESS -> ModelMetric.PREPROCESS_DURATION;
      case INFERENCE -> ModelMetric.INFERENCE_DURATION;
      case POSTPROCESS -> ModelMetric.POSTPROCESS_DURATION;
    };
  }

  /** Whether spans below this context's are wanted; making one to be dropped costs, too. */
  private boolean traced(Context context) {
    return model.settings().spanDetail() == SpanDetail.PHASES
        && Span.fromContext(context).getSpanContext().isSampled();
  }

  private Attributes withError(boolean failed, InferenceCall call) {
    return failed
        ? attributes.toBuilder().put(HttpKeys.ERROR_TYPE, errorType(call.failure())).build()
        : attributes;
  }

  static String errorType(@Nullable Throwable failure) {
    return failure == null ? HttpKeys.OTHER : failure.getClass().getName();
  }
}
