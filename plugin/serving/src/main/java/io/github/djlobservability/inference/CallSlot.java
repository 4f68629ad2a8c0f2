package io.github.djlobservability.inference;

import org.jspecify.annotations.Nullable;

/**
 * Keeps the call that is under way in the context of a prediction. When the context is closed and a
 * call still waits for its forward pass, that pass threw: nobody tells a translator so.
 */
final class CallSlot implements AutoCloseable {
  static final String KEY = "djl-serving-observability";

  private final ModelObserver observer;
  private @Nullable InferenceCall call;

  CallSlot(ModelObserver observer) {
    this.observer = observer;
  }

  void put(InferenceCall underWay) {
    call = underWay;
  }

  @Nullable InferenceCall get() {
    return call;
  }

  @Override
  public void close() {
    observer.abandoned(call);
  }
}
