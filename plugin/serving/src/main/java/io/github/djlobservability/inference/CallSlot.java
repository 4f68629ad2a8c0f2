package io.github.djlobservability.inference;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the call that is under way in the context of a prediction. When the context is closed and a
 * call still waits for its forward pass, that pass threw: nobody tells a translator so.
 */
final class CallSlot implements AutoCloseable {
  static final String KEY = "djl-serving-observability";

  private final ModelObserver observer;

  /** Without a batchifier the requests of a batch are calls one after the other. */
  private @Nullable List<InferenceCall> earlier;

  private @Nullable InferenceCall call;

  CallSlot(ModelObserver observer) {
    this.observer = observer;
  }

  void put(InferenceCall underWay) {
    InferenceCall before = call;
    if (before != null && before.failedPhase() == null) {
      if (earlier == null) {
        earlier = new ArrayList<>();
      }
      earlier.add(before);
    }
    call = underWay;
    if (earlier != null) {
      underWay.follows(earlier);
    }
  }

  @Nullable InferenceCall get() {
    return call;
  }

  @Override
  public void close() {
    observer.abandoned(call);
  }
}
