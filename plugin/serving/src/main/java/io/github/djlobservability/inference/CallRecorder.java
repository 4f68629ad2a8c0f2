package io.github.djlobservability.inference;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import io.github.djlobservability.config.LoadSetting;
import io.github.djlobservability.config.RequestSetting;
import io.github.djlobservability.config.value.SpanDetail;
import io.github.djlobservability.model.FailedCall;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.Phase;
import io.github.djlobservability.model.PhaseTimes;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.model.Timebase;
import io.github.djlobservability.observation.CompletedRequest.ComputedBy;
import io.github.djlobservability.observation.Handover;
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
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the calls of one model on one device into spans, metrics and figures. Thread-safe. */
final class CallRecorder {
  private static final List<Phase> TRANSLATED =
      List.of(Phase.PREPROCESS, Phase.INFERENCE, Phase.POSTPROCESS);

  /** Without a translator nobody sees where one phase ends and the next begins. */
  private static final List<Phase> UNTRANSLATED = List.of(Phase.INFERENCE);

  private final Telemetry telemetry;
  private final Instruments<ModelMetric> instruments;
  private final RequestsInFlight inFlight;
  private final ServedModel model;
  private final String device;
  private final Attributes attributes;
  private final CallSpans spans;
  private final CompactSpans compact;

  /** Mostly the next call's as well. */
  private volatile ComputedBy lastComputedBy;

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
    this.compact = new CompactSpans(telemetry, model, attributes);
    this.lastComputedBy = new ComputedBy(device, "", 0);
  }

  static Attributes attributes(ModelId id, String device) {
    return ModelAttributes.of(id).put(ModelKeys.DEVICE, device).build();
  }

  InferenceCall begin(List<Input> inputs) {
    long now = System.nanoTime();
    Timebase start = null;
    Participant[] participants = new Participant[inputs.size()];
    for (int i = 0; i < participants.length; i++) {
      Input input = inputs.get(i);
      Participant participant = arrived(input);
      if (participant == null) {
        start = start == null ? Timebase.now() : start;
        Context context = spans.startPredict(input, start);
        participant = new Participant(context, null, Participant.requestId(input), now);
      } else if (start == null && participant.request() != null) {
        // On the request's own clock, so that its spans fit though the wall clock was set.
        start = participant.request().arrival().at(now);
      }
      participants[i] = participant;
    }
    return begin(List.of(participants), start == null ? Timebase.now() : start);
  }

  private InferenceCall begin(List<Participant> participants, Timebase start) {
    Context context =
        participants.size() == 1
            ? participants.get(0).context()
            : spans.startBatch(participants, start);
    if (watchesLoad()) {
      model.statistics().work().taken(uncounted(participants));
    }
    return new InferenceCall(participants, start, context);
  }

  /** Returns null for an input that came past the HTTP door. */
  private @Nullable Participant arrived(Input input) {
    RequestInFlight request = inFlight.find(Participant.traceparent(input));
    if (request != null) {
      return Participant.of(request, input);
    }
    Handover handover = inFlight.handedOn(input);
    return handover == null ? null : Participant.of(handover);
  }

  /**
   * Remembers of each output which request it belongs to, where another model of a workflow may
   * take it in. To be called before the server gets the outputs.
   */
  void handOn(InferenceCall call, List<Output> outputs) {
    List<Participant> participants = call.participants();
    for (int i = 0; i < participants.size() && i < outputs.size(); i++) {
      Participant participant = participants.get(i);
      RequestInFlight request = participant.request();
      if (request != null && request.isForAnother(model.id())) {
        inFlight.handOn(
            outputs.get(i), new Handover(request, call.endNanos(), participant.requestId()));
      }
    }
  }

  /** A call failed; to be said before the server responds. */
  void failed(InferenceCall call) {
    if (call.participants().size() == 1) {
      SpanContext request = call.participants().get(0).span().getSpanContext();
      model.statistics().failed(new FailedCall(request, System.nanoTime()));
    }
  }

  /** The model failed a request that leads to none at the HTTP door; to be said before it ends. */
  void failedUnseen(Participant participant) {
    model
        .statistics()
        .failedUnseen(new FailedCall(participant.span().getSpanContext(), System.nanoTime()));
  }

  /** Returns how many requests the HTTP door has not counted as the model's when they arrived. */
  private int uncounted(List<Participant> participants) {
    int count = 0;
    for (int i = 0; i < participants.size(); i++) {
      RequestInFlight request = participants.get(i).request();
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
    List<Participant> participants = call.participants();
    for (int i = 0; i < participants.size(); i++) {
      RequestInFlight request = participants.get(i).request();
      if (request != null) {
        tell(request, call);
      }
    }
    if (watchesLoad()) {
      model.statistics().work().done(uncounted(participants));
    }
    telemetry.writer().execute(() -> writeDown(call));
  }

  private void tell(RequestInFlight request, InferenceCall call) {
    request.servedBy(model);
    if (call.failedPhase() == null && model.translated()) {
      request.computed(call.items() / call.participants().size());
    }
    if (watchesLoad() && !request.isForAnother(model.id())) {
      request.spent(phases(request, call));
    }
    if (watchesLoad()) {
      request.computedBy(computedBy(call.participants().size()));
    }
    if (call.failedPhase() == Phase.INFERENCE || call.failedPhase() == Phase.POSTPROCESS) {
      request.failedByModel();
    }
    inFlight.computed(request);
  }

  private ComputedBy computedBy(int batchSize) {
    String worker = Thread.currentThread().getName();
    ComputedBy last = lastComputedBy;
    if (last.batchSize() == batchSize && last.worker().equals(worker)) {
      return last;
    }
    ComputedBy made = new ComputedBy(device, worker, batchSize);
    lastComputedBy = made;
    return made;
  }

  private PhaseTimes phases(RequestInFlight request, InferenceCall call) {
    return new PhaseTimes(
        call.start().nanoTime() - request.arrival().nanoTime(),
        nanos(call, Phase.PREPROCESS),
        nanos(call, Phase.INFERENCE),
        nanos(call, Phase.POSTPROCESS));
  }

  private long nanos(InferenceCall call, Phase phase) {
    boolean seen = model.translated() || phase == Phase.INFERENCE;
    return seen && call.reached(phase)
        ? call.endNanos(phase) - call.startNanos(phase)
        : PhaseTimes.NOT_REACHED;
  }

  private void writeDown(InferenceCall call) {
    try {
      record(call);
    } catch (RuntimeException | Error e) {
      telemetry.failures().caught("inference", e);
    }
  }

  private void record(InferenceCall call) {
    boolean failed = call.failedPhase() != null;
    int requests = call.participants().size();
    long items = failed || !model.translated() ? 0 : call.items();
    model.statistics().inference(requests, items, failed);
    if (watchesLoad()) {
      model.statistics().work().call(call.endNanos() - call.start().nanoTime(), requests);
    }
    if (!failed) {
      instruments.record(ModelMetric.BATCH_SIZE, requests, attributes, call.context());
      if (model.translated()) {
        instruments.add(ModelMetric.ITEMS, items, attributes, call.context());
      }
    }
    for (Participant participant : call.participants()) {
      recordRequest(call, participant);
    }
    for (Phase phase : phases(model)) {
      if (call.reached(phase)) {
        recordPhase(call, phase);
      }
    }
    spans.end(call);
  }

  /** Returns whether anybody wants to know how busy the model is. */
  boolean watchesLoad() {
    return model.settings().get(LoadSetting.LOAD);
  }

  /** Adds the padding of a batch that was made of its requests' inputs. */
  void padded(Padding padding) {
    model.statistics().work().padding(padding.values(), padding.padded());
  }

  private void recordRequest(InferenceCall call, Participant participant) {
    describe(call, participant);
    if (detail() == SpanDetail.COMPACT) {
      compact.write(call, participant);
    }
    RequestInFlight request = participant.request();
    if (request == null) {
      return;
    }
    long waited = call.start().nanoTime() - participant.waitingSince();
    model.statistics().phase(Phase.QUEUE, waited);
    instruments.recordNanos(ModelMetric.QUEUE_DURATION, waited, attributes, participant.context());
    if (traced(participant.context())) {
      spans.queue(call, participant, request);
    }
  }

  private void describe(InferenceCall call, Participant participant) {
    Span span = participant.span();
    // A workflow's request bears the workflow's name; its parts have spans of their own below it.
    if (!span.isRecording() || participant.isPartFor(model.id())) {
      return;
    }
    span.setAllAttributes(attributes);
    span.setAttribute(ModelKeys.BATCH_SIZE, call.participants().size());
    if (call.failedPhase() == null && model.translated()) {
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

  private SpanDetail detail() {
    return model.settings().get(RequestSetting.SPAN_DETAIL);
  }

  /** Returns the phases of a model that can be seen. */
  static List<Phase> phases(ServedModel model) {
    return model.translated() ? TRANSLATED : UNTRANSLATED;
  }

  /** Returns whether spans below this context's are wanted; making one to be dropped costs, too. */
  private boolean traced(Context context) {
    return detail() == SpanDetail.PHASES && Span.fromContext(context).getSpanContext().isSampled();
  }

  private Attributes withError(boolean failed, InferenceCall call) {
    String error = call.errorType();
    return failed && error != null
        ? attributes.toBuilder().put(HttpKeys.ERROR_TYPE, error).build()
        : attributes;
  }
}
