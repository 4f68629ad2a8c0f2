package io.github.djlobservability.inference;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.TranslatorContext;
import com.google.errorprone.annotations.MustBeClosed;
import io.github.djlobservability.model.Phase;
import io.github.djlobservability.telemetry.Failures;
import io.opentelemetry.context.Scope;
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
  private final Failures failures;

  ModelObserver(
      CallRecorder recorder, CallObservations observations, ComputeMeter meter, Failures failures) {
    this.recorder = recorder;
    this.observations = observations;
    this.meter = meter;
    this.failures = failures;
  }

  /** A call is about to preprocess. */
  @Nullable InferenceCall begin(TranslatorContext ctx, List<Input> inputs) {
    try {
      InferenceCall call = recorder.begin(inputs);
      slot(ctx).put(call);
      guarded(() -> meter.begin(call));
      guarded(() -> observations.begin(call, inputs));
      return call;
    } catch (RuntimeException | LinkageError e) {
      caught(e);
      return null;
    }
  }

  /** Makes the call's span current, so that what a translator does shows up under it. */
  @MustBeClosed
  Scope makeCurrent(@Nullable InferenceCall call) {
    return call == null ? Scope.noop() : call.context().makeCurrent();
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
    guarded(
        () -> {
          call.setItems(items(call, list, batched));
          observations.preprocessed(call, list, batched);
        });
    guarded(() -> meter.preprocessed(System.nanoTime()));
  }

  /**
   * The forward pass is over, postprocessing about to begin.
   *
   * @param outputs of the forward pass
   */
  @Nullable InferenceCall inferred(TranslatorContext ctx, NDList outputs) {
    try {
      InferenceCall call = slot(ctx).get();
      if (call != null) {
        guarded(() -> meter.inferred(call, outputs));
        call.inferred(System.nanoTime());
      }
      return call;
    } catch (RuntimeException | LinkageError e) {
      caught(e);
      return null;
    }
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
      guarded(() -> recorder.handOn(call, outputs.get()));
      guarded(() -> meter.computed(call));
      record(call);
      guarded(() -> lookForMask(ctx));
      guarded(() -> observations.postprocessed(call, outputs.get()));
    }
  }

  /** Whether anybody wants to know of padding. */
  boolean watchesLoad() {
    return recorder.watchesLoad();
  }

  /** A batch was padded, or need not be. */
  void padded(Padding padding) {
    guarded(() -> recorder.padded(padding));
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
      guarded(call::takeAlong);
      guarded(meter::ended);
      record(call);
    }
  }

  /** The prediction is over, with or without the call. */
  void abandoned(@Nullable InferenceCall call) {
    if (call != null && call.awaitsInference()) {
      call.failed(Phase.INFERENCE, null, System.nanoTime());
      guarded(call::takeAlong);
      guarded(meter::ended);
      record(call);
    }
  }

  private void record(InferenceCall call) {
    guarded(() -> recorder.over(call));
  }

  private void guarded(Runnable ours) {
    try {
      ours.run();
    } catch (RuntimeException | LinkageError e) {
      caught(e);
    }
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

  private void caught(Throwable failure) {
    failures.caught("inference", failure);
  }
}
