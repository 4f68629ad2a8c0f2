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
    return guard.find(
        () -> {
          InferenceCall call = recorder.begin(inputs);
          slot(ctx).put(call);
          guard.run(() -> meter.begin(call));
          guard.run(() -> observations.begin(call, inputs));
          return call;
        });
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
    guard.run(
        () -> {
          call.setItems(items(call, list, batched));
          observations.preprocessed(call, list, batched);
        });
    guard.run(() -> meter.preprocessed(System.nanoTime()));
  }

  /**
   * The forward pass is over, postprocessing about to begin.
   *
   * @param outputs of the forward pass
   */
  @Nullable InferenceCall inferred(TranslatorContext ctx, NDList outputs) {
    return guard.find(
        () -> {
          InferenceCall call = slot(ctx).get();
          if (call != null) {
            guard.run(() -> meter.inferred(call, outputs));
            call.inferred(System.nanoTime());
          }
          return call;
        });
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
      guard.run(() -> recorder.handOn(call, outputs.get()));
      guard.run(() -> meter.computed(call));
      record(call);
      guard.run(() -> lookForMask(ctx));
      guard.run(() -> observations.postprocessed(call, outputs.get()));
    }
  }

  /** Returns whether anybody wants to know of padding. */
  boolean watchesLoad() {
    return recorder.watchesLoad();
  }

  /** A batch was padded, or need not be. */
  void padded(Padding padding) {
    guard.run(() -> recorder.padded(padding));
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
      guard.run(() -> observations.failed(call));
    }
  }

  private void tellFailure(InferenceCall call) {
    guard.run(call::takeAlong);
    guard.run(() -> recorder.failed(call));
    guard.run(meter::ended);
    record(call);
    guard.run(() -> observations.failed(call));
  }

  private void record(InferenceCall call) {
    guard.run(() -> recorder.over(call));
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
