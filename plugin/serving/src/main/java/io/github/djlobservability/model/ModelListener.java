package io.github.djlobservability.model;

import java.nio.file.Path;

/** Told of the life of models. Thread-safe; returns at once. */
public interface ModelListener {

  /**
   * A model was loaded.
   *
   * @param folder the model's folder
   */
  void loaded(ServedModel model, Path folder);

  /** A model is gone. */
  void unloaded(ModelId model);
}
