package io.github.djlobservability.model;

import java.util.function.LongSupplier;

/** Told which models are loaded on which device, and what they compute there. Thread-safe. */
public interface Computations {
  /** Takes note of nothing. */
  Computations NONE =
      new Computations() {
        @Override
        public void loading(ModelId model, String device) {}

        @Override
        public void loaded(ModelId model, String device, LongSupplier tensors) {}

        @Override
        public void unloaded(ModelId model) {}

        @Override
        public ModelWork workOf(ModelId model, String device) {
          return ModelWork.NONE;
        }
      };

  /**
   * A model is about to be loaded by this thread. May take as long as one reading of the device.
   *
   * @param device as metrics name it
   */
  void loading(ModelId model, String device);

  /**
   * The model that this thread was loading is loaded.
   *
   * @param tensors counts the tensors that are alive below the model
   */
  void loaded(ModelId model, String device, LongSupplier tensors);

  /** A model is gone from all devices. */
  void unloaded(ModelId model);

  /** Returns where the work of a model on a device is noted; the same for every load. */
  ModelWork workOf(ModelId model, String device);
}
