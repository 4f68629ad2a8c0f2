package io.github.djlobservability.monitoring;

import io.github.djlobservability.model.ModelId;
import java.nio.file.Path;

/** Is told of references that were asked for and can't be used. Thread-safe. */
@FunctionalInterface
public interface ReferenceProblems {

  /**
   * Takes note of one.
   *
   * @param why what is wrong with it, for people
   */
  void refused(ModelId model, Path reference, String why);

  /** Takes note that the model has a reference that can be used, in place of that one. */
  default void replaced(ModelId model) {}
}
