package io.github.djlobservability.inference;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import io.github.djlobservability.model.Phase;
import io.github.djlobservability.telemetry.Failures;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Observes the calls of an engine that asks no translator of ours, such as Python's. Thread-safe.
 * Nothing thrown by our own code gets past it, and a call that could not be begun is null from then
 * on.
 *
 * <p>An engine need not throw when a model fails: its outputs say so by their code.
 */
final class EngineObserver {
  private static final int FAILED_DEPENDENCY = 424;
  private static final int SERVER_ERROR = 500;

  private final CallRecorder recorder;
  private final CallObservations observations;
  private final CallGuard guard;

  EngineObserver(CallRecorder recorder, CallObservations observations, Failures failures) {
    this.recorder = recorder;
    this.observations = observations;
    this.guard = new CallGuard(failures);
  }

  /** The engine is about to compute. */
  @Nullable InferenceCall begin(List<Input> inputs) {
    return guard.find(this, recorder, inputs, EngineObserver::begun);
  }

  private InferenceCall begun(CallRecorder begins, List<Input> inputs) {
    InferenceCall call = begins.begin(inputs);
    call.preprocessed(call.start().nanoTime());
    guard.run(observations, call, inputs, CallObservations::beginUnseen);
    return call;
  }

  /** The engine has computed; of a stream, its first output is there. */
  void computed(@Nullable InferenceCall call, List<Output> outputs) {
    if (call == null) {
      return;
    }
    long now = System.nanoTime();
    call.inferred(now);
    call.ended(now);
    guard.run(this, call, outputs, EngineObserver::over);
  }

  private void over(InferenceCall call, List<Output> outputs) {
    findFailures(call, outputs);
    recorder.handOn(call, outputs);
    recorder.over(call);
    observations.computedUnseen(call, outputs);
  }

  /** The engine threw. */
  void failed(@Nullable InferenceCall call, Throwable failure) {
    if (call != null) {
      call.failed(Phase.INFERENCE, failure, System.nanoTime());
      guard.run(recorder, call, CallRecorder::over);
      guard.run(observations, call, CallObservations::failed);
    }
  }

  /** The call failed when all its requests did; a request alone when its own output says so. */
  private void findFailures(InferenceCall call, List<Output> outputs) {
    int failed = 0;
    for (int i = 0; i < outputs.size() && i < call.participants().size(); i++) {
      if (isFailure(outputs.get(i).getCode())) {
        failed++;
        failed(call.participants().get(i));
      }
    }
    if (failed > 0 && failed == outputs.size()) {
      call.failedWith(Integer.toString(outputs.get(0).getCode()), Phase.INFERENCE, call.endNanos());
    }
  }

  private void failed(Participant participant) {
    if (participant.request() == null) {
      recorder.failedUnseen(participant);
    } else {
      participant.request().failedByModel();
    }
  }

  private static boolean isFailure(int code) {
    return code == FAILED_DEPENDENCY || code >= SERVER_ERROR;
  }
}
