package io.github.djlobservability.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.github.djlobservability.model.ModelWork;
import io.github.djlobservability.model.ThreadCounters;
import java.util.Set;

/**
 * Measures what the calls of one model on one device take of their thread and of the device.
 * Thread-safe.
 *
 * <p>An asynchronous engine's forward pass returns while the GPU still computes, and the wait for
 * it falls into postprocessing. Such a call is on the device until postprocessing is over, or, if
 * it is to wait, until the wait is over.
 */
final class ComputeMeter {
  private static final Set<String> ASYNCHRONOUS_ENGINES = Set.of("PyTorch");

  private final ModelWork work;
  private final boolean onGpu;
  private final boolean asynchronous;
  private final boolean synchronize;

  /**
   * @param device as metrics name it
   * @param engine as DJL names it
   * @param synchronize whether sampled calls are to wait for the device
   */
  ComputeMeter(ModelWork work, String device, String engine, boolean synchronize) {
    this.work = work;
    this.onGpu = device.startsWith("gpu");
    this.asynchronous = onGpu && ASYNCHRONOUS_ENGINES.contains(engine);
    this.synchronize = asynchronous && synchronize;
  }

  void begin(InferenceCall call) {
    call.measuredFrom(work.begin());
  }

  /** The forward pass begins. */
  void preprocessed(long nanoTime) {
    if (onGpu) {
      work.deviceBegan(nanoTime);
    }
  }

  /** The forward pass has returned; waits for the device if the call is to. */
  void inferred(InferenceCall call, NDList outputs) {
    boolean waits = synchronize && call.isSampled();
    if (waits) {
      awaitDevice(outputs);
    }
    if (waits || !asynchronous) {
      ended();
    }
  }

  /** The call has succeeded. */
  void computed(InferenceCall call) {
    ended();
    ThreadCounters atBegin = call.measuredFrom();
    if (atBegin != null && call.items() > 0) {
      work.computed(atBegin, call.items(), call.context());
    }
  }

  /** The call no longer uses the device, if it still did. */
  void ended() {
    if (onGpu) {
      work.deviceEnded(System.nanoTime());
    }
  }

  /**
   * Reads one element of the outputs. DJL has nothing else that waits: the copy to the host comes
   * after all that was computed before on the same stream.
   */
  static void awaitDevice(NDList outputs) {
    for (NDArray output : outputs) {
      if (output.getDevice().isGpu() && output.size() > 0) {
        try (NDArray one = output.getScalar(new long[output.getShape().dimension()])) {
          one.toByteBuffer();
        }
        return;
      }
    }
  }
}
