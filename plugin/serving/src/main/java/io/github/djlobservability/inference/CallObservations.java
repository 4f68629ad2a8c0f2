package io.github.djlobservability.inference;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.NDList;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.Outcome;
import io.github.djlobservability.model.Phase;
import io.github.djlobservability.model.Timebase;
import io.github.djlobservability.observation.AwaitedStream;
import io.github.djlobservability.observation.Completion;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.Observations;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.observation.RequestInFlight;
import io.opentelemetry.api.trace.SpanContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Hands over what the calls of one model take in and give out. Thread-safe. */
final class CallObservations {
  private static final int FIRST_ERROR = 400;
  private static final int FAILED_DEPENDENCY = 424;

  private final ModelId model;
  private final Observations observations;
  private final HttpSight sight;

  CallObservations(ModelId model, Observations observations, HttpSight sight) {
    this.model = model;
    this.observations = observations;
    this.sight = sight;
  }

  /** Keeps the bodies. */
  void begin(InferenceCall call, List<Input> inputs) {
    if (!observations.wanted(model)) {
      return;
    }
    List<Payload> payloads = new ArrayList<>(inputs.size());
    for (int i = 0; i < inputs.size(); i++) {
      Participant participant = call.participants().get(i);
      Payload input =
          participant.isLeftOut() ? Payload.DOCTOR : PayloadCapture.ofInput(inputs.get(i));
      payloads.add(input);
      if (participant.request() != null && observations.wantsFailed(model)) {
        participant.request().keep(input);
      }
    }
    call.keep(payloads);
  }

  /**
   * Keeps the bodies of requests that the HTTP door does not hand over: where the model is part of
   * a workflow, where that door can't tell which model is asked, where the response is sent before
   * the model has run, and those that came past that door.
   */
  void beginUnseen(InferenceCall call, List<Input> inputs) {
    for (Participant participant : call.participants()) {
      if (!isHandedOver(participant)) {
        begin(call, inputs);
        return;
      }
    }
  }

  private boolean isHandedOver(Participant participant) {
    RequestInFlight request = participant.request();
    return request == null
        ? sight.handsOver(model, participant.isTraceable())
        : request.isHandedOver() && !participant.isPartFor(model);
  }

  private boolean isFailureHandedOver(Participant participant) {
    RequestInFlight request = participant.request();
    return request == null
        ? sight.handsOver(model, participant.isTraceable())
        : request.isFailureHandedOver() && !participant.isPartFor(model);
  }

  /** Keeps the tensors, too, where the body tells less than they do. */
  void preprocessed(InferenceCall call, NDList list, boolean batched) {
    List<Payload> inputs = call.inputs();
    if (!needsTensors(inputs)) {
      return;
    }
    List<Payload> tensors =
        batched
            ? TensorCapture.ofBatch(list, inputs.size())
            : List.of(TensorCapture.ofRequest(list));
    for (int i = 0; i < inputs.size(); i++) {
      if (PayloadCapture.needsTensors(inputs.get(i))) {
        inputs.set(i, joined(inputs.get(i), tensors.get(i)));
      }
    }
  }

  /** Streams would be objects for each request. */
  private static boolean needsTensors(List<Payload> inputs) {
    for (int i = 0; i < inputs.size(); i++) {
      if (PayloadCapture.needsTensors(inputs.get(i))) {
        return true;
      }
    }
    return false;
  }

  private static Payload joined(Payload input, Payload made) {
    if (!(made instanceof Payload.Tensors tensors) || input == Payload.DOCTOR) {
      return input;
    }
    return input instanceof Payload.Body body ? new Payload.Both(body, tensors) : tensors;
  }

  /** Hands over each request with its response. */
  void postprocessed(InferenceCall call, List<Output> outputs) {
    List<Payload> inputs = call.inputs();
    for (int i = 0; i < inputs.size() && i < outputs.size(); i++) {
      offer(call, call.participants().get(i), inputs.get(i), outputs.get(i));
    }
  }

  /** Hands over what {@link #beginUnseen} kept; what the model failed as a failed request. */
  void computedUnseen(InferenceCall call, List<Output> outputs) {
    List<Payload> inputs = call.inputs();
    for (int i = 0; i < inputs.size() && i < outputs.size(); i++) {
      Participant participant = call.participants().get(i);
      if (outputs.get(i).getCode() < FIRST_ERROR) {
        if (!isHandedOver(participant)) {
          offer(call, participant, inputs.get(i), outputs.get(i));
        }
      } else if (!isFailureHandedOver(participant)) {
        boolean client = outputs.get(i).getCode() < FAILED_DEPENDENCY;
        offerFailed(
            call,
            participant,
            inputs.get(i),
            PayloadCapture.ofOutput(outputs.get(i)),
            completion(
                call,
                participant,
                outputs.get(i).getCode(),
                client ? Outcome.CLIENT : Outcome.BACKEND));
      }
    }
  }

  /** Hands over the requests of a call that failed, as far as the HTTP door does not. */
  void failed(InferenceCall call) {
    Outcome outcome = call.failedPhase() == Phase.PREPROCESS ? Outcome.CLIENT : Outcome.BACKEND;
    List<Payload> inputs = call.inputs();
    for (int i = 0; i < inputs.size(); i++) {
      Participant participant = call.participants().get(i);
      if (!isFailureHandedOver(participant)) {
        Completion completion = completion(call, participant, 0, outcome);
        offerFailed(call, participant, inputs.get(i), Payload.NONE, completion);
      }
    }
  }

  private void offerFailed(
      InferenceCall call,
      Participant participant,
      Payload input,
      Payload output,
      Completion completion) {
    if (input != Payload.DOCTOR && observations.wantsFailed(model)) {
      observations.offer(observation(call, participant, input, output, completion));
    }
  }

  private void offer(InferenceCall call, Participant participant, Payload input, Output output) {
    Completion completion = completion(call, participant, output.getCode(), null);
    Payload response = PayloadCapture.ofOutput(output);
    Observation observation = observation(call, participant, input, response, completion);
    if (!isAwaited(participant, response) || !leave(participant, observation)) {
      observations.offer(observation);
    }
  }

  /** The HTTP door sees the response to a request of the model's own, to its last byte. */
  private boolean isAwaited(Participant participant, Payload response) {
    return response instanceof Payload.NotKept none
        && none.reason() == Payload.Reason.STREAM
        && !participant.isPartFor(model);
  }

  private static boolean leave(Participant participant, Observation observation) {
    RequestInFlight request = participant.request();
    AwaitedStream stream = request == null ? null : request.stream();
    return stream != null && stream.leave(observation);
  }

  private Observation observation(
      InferenceCall call,
      Participant participant,
      Payload input,
      Payload output,
      Completion completion) {
    SpanContext span = participant.span().getSpanContext();
    return new Observation(
        model,
        TimeUnit.NANOSECONDS.toMillis(arrival(call, participant).epochNanos()),
        span.isSampled() ? span.getTraceId() : null,
        participant.requestId(),
        input,
        output,
        completion);
  }

  /**
   * @param failure how the request failed; null where it did not
   */
  private Completion completion(
      InferenceCall call, Participant participant, int status, @Nullable Outcome failure) {
    return new Completion(
        participant.span().getSpanContext(),
        status,
        failure == null ? null : failure.label(),
        System.nanoTime() - arrival(call, participant).nanoTime(),
        status < FIRST_ERROR && failure == null && isLogged(participant));
  }

  /**
   * Returns whether it is in the logs: of a request of its own the HTTP door logs that its client
   * left, if it hears of it first.
   */
  private boolean isLogged(Participant participant) {
    RequestInFlight request = participant.request();
    return request != null && !participant.isPartFor(model) && !request.logs();
  }

  private static Timebase arrival(InferenceCall call, Participant participant) {
    RequestInFlight request = participant.request();
    return request == null ? call.start() : request.arrival();
  }
}
