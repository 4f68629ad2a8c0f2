package io.github.djlobservability.observation;

import io.github.djlobservability.model.ModelId;

/** Takes observations from the doors. Thread-safe; returns at once. */
public interface Observations {

  /** Takes none. */
  Observations NONE =
      new Observations() {
        @Override
        public boolean wanted(ModelId model) {
          return false;
        }

        @Override
        public void offer(Observation observation) {}
      };

  /** Returns whether anyone looks at a model's items; if not, there is no need to copy any. */
  boolean wanted(ModelId model);

  /** Returns whether anyone looks at a model's requests that failed. */
  default boolean wantsFailed(ModelId model) {
    return false;
  }

  /**
   * Takes note of a request that is not handed over: it named no version, and which one served it
   * can't be known.
   */
  default void versionUnknown(String model) {}

  /** Hands an observation over; it is dropped and counted when there are too many. */
  void offer(Observation observation);
}
