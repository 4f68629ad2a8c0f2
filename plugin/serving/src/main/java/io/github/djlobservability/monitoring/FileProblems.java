package io.github.djlobservability.monitoring;

import io.github.djlobservability.model.ModelId;
import java.nio.file.Path;

/** Is told of references that can't be used and of state that can't be kept. Thread-safe. */
@FunctionalInterface
public interface FileProblems {

  /**
   * Takes note of a reference that was asked for and can't be used.
   *
   * @param why what is wrong with it, for people
   */
  void refused(ModelId model, Path reference, String why);

  /** Takes note that the model has a reference that can be used, in place of that one. */
  default void replaced(ModelId model) {}

  /**
   * Takes note of state that can't be written, as on a full disk.
   *
   * @param part whose state it is
   * @param folder where it should be kept
   * @param why what is wrong, for people
   */
  default void notKept(ModelId model, String part, Path folder, String why) {}

  /** Takes note that the state of a part can be written, again. */
  default void kept(ModelId model, String part) {}
}
