package io.github.djlobservability.inference;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.TranslatorContext;
import io.github.djlobservability.model.Phase;
import io.github.djlobservability.telemetry.Failures;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Observes the calls of one model on one device. Thread-safe. This is the boundary of the model
 * door: nothing thrown by our own code gets past it, and a call that could not be begun is null
 * from then on.
 */
final class ModelObserver {
  private static final String ATTENTION_MASK = "attentionMask";

  private final CallRecorder recorder;
  private final CallObservations observations;
  private final ComputeMeter meter;
  private final CallGuard guard;

  ModelObserver(
      CallRecorder recorder, CallObservations observations, ComputeMeter meter, Failures failures) {
    this.recorder = recorder;
    this.observations = observations;
    this.meter = meter;
    this.guard = new CallGuard(failures);
  }

  /** A call is about to preprocess. */
  @Nullable InferenceCall begin(TranslatorContext ctx, List<Input> inputs) {
    InferenceCall call = guard.find(this, ctx, inputs, ModelObserver::begun);
    if (call != null) {
      guard.run(meter, call, ComputeMeter::begin);
      guard.run(observations, call, inputs, CallObservations::begin);
    }
    return call;
  }

  private InferenceCall begun(TranslatorContext ctx, List<Input> inputs) {
    InferenceCall call = recorder.begin(inputs);
    slot(ctx).put(call);
    return call;
  }

  /**
   * Preprocessing is over.
   *
   * @param batched whether the list's first dimension holds the requests
   */
  void preprocessed(@Nullable InferenceCall call, NDList list, boolean batched) {
    if (call == null) {
      return;
    }
    call.preprocessed(System.nanoTime());
    guard.run(this, call, list, batched ? ModelObserver::madeBatch : ModelObserver::madeInput);
    guard.run(meter, call, (to, it) -> to.preprocessed(System.nanoTime()));
  }

  private void madeBatch(InferenceCall call, NDList list) {
    call.setItems(items(call, list, true));
    observations.preprocessed(call, list, true);
  }

  private void madeInput(InferenceCall call, NDList list) {
    call.setItems(items(call, list, false));
    observations.preprocessed(call, list, false);
  }

  /**
   * The forward pass is over, postprocessing about to begin.
   *
   * @param outputs of the forward pass
   */
  @Nullable InferenceCall inferred(TranslatorContext ctx, NDList outputs) {
    return guard.find(this, ctx, outputs, ModelObserver::found);
  }

  private @Nullable InferenceCall found(TranslatorContext ctx, NDList outputs) {
    InferenceCall call = slot(ctx).get();
    if (call != null) {
      guard.run(meter, call, outputs, ComputeMeter::inferred);
      call.inferred(System.nanoTime());
    }
    return call;
  }

  /**
   * Postprocessing is over.
   *
   * @param outputs gives what came out of it
   */
  void postprocessed(
      @Nullable InferenceCall call, TranslatorContext ctx, Supplier<List<Output>> outputs) {
    if (call != null) {
      call.ended(System.nanoTime());
      guard.run(recorder, call, outputs, (to, it, out) -> to.handOn(it, out.get()));
      guard.run(meter, call, ComputeMeter::computed);
      record(call);
      guard.run(this, ctx, ModelObserver::lookForMask);
      guard.run(observations, call, outputs, (to, it, out) -> to.postprocessed(it, out.get()));
    }
  }

  /** Returns whether anybody wants to know of padding. */
  boolean watchesLoad() {
    return recorder.watchesLoad();
  }

  /** A batch was padded, or need not be. */
  void padded(Padding padding) {
    guard.run(recorder, padding, CallRecorder::padded);
  }

  /** DJL's translators of texts leave the mask of what isn't padding with their context. */
  private void lookForMask(TranslatorContext ctx) {
    if (recorder.watchesLoad() && ctx.getAttachment(ATTENTION_MASK) instanceof NDArray mask) {
      Padding padding = Padding.ofMask(mask);
      if (padding != null) {
        recorder.padded(padding);
      }
    }
  }

  /** A phase threw. */
  void failed(@Nullable InferenceCall call, Phase phase, Throwable failure) {
    if (call != null) {
      call.failed(phase, failure, System.nanoTime());
      tellFailure(call);
    }
  }

  /** The prediction is over, with or without the call. */
  void abandoned(@Nullable InferenceCall call) {
    if (call != null && call.awaitsInference()) {
      call.failed(Phase.INFERENCE, null, System.nanoTime());
      tellFailure(call);
      guard.run(observations, call, CallObservations::failed);
    }
  }

  private void tellFailure(InferenceCall call) {
    guard.run(call::takeAlong);
    guard.run(recorder, call, CallRecorder::failed);
    guard.run(meter::ended);
    record(call);
    guard.run(observations, call, CallObservations::failed);
  }

  private void record(InferenceCall call) {
    guard.run(recorder, call, CallRecorder::over);
  }

  private CallSlot slot(TranslatorContext ctx) {
    if (ctx.getAttachment(CallSlot.KEY) instanceof CallSlot slot) {
      return slot;
    }
    CallSlot slot = new CallSlot(this);
    ctx.setAttachment(CallSlot.KEY, slot);
    ctx.getNDManager().attachInternal(CallSlot.KEY, slot);
    return slot;
  }

  /** Without a batchifier the translator itself puts many rows in one tensor, or one. */
  private static long items(InferenceCall call, NDList list, boolean batched) {
    int requests = call.participants().size();
    if (list.isEmpty()) {
      return requests;
    }
    Shape shape = list.get(0).getShape();
    return shape.dimension() >= (batched ? 1 : 2) ? shape.get(0) : requests;
  }
}
