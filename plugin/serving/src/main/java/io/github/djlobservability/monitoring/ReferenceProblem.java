package io.github.djlobservability.monitoring;

import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.profile.file.ProfileFormatException;
import io.github.djlobservability.state.FileTrouble;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Says why the reference that was asked for can't be used. Not thread-safe. */
final class ReferenceProblem {
  private final ModelId model;
  private final FileProblems listener;
  private @Nullable String sentence;

  /**
   * @param listener is told, too
   */
  ReferenceProblem(ModelId model, FileProblems listener) {
    this.model = model;
    this.listener = listener;
  }

  /** Takes note that a reference can't be used. */
  void refused(Path reference, Exception why) {
    refused(reference, reason(why));
  }

  /** Takes note that a reference can't be used. */
  void refused(Path reference, String why) {
    sentence = reference + ": " + why;
    listener.refused(model, reference, why);
  }

  private static String reason(Exception e) {
    if (e instanceof ProfileFormatException damaged) {
      return damaged.problem();
    }
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (e instanceof IOException trouble) {
      return FileTrouble.sentence(trouble);
    }
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  /** Takes note that nothing is wrong with references any more. */
  void solved() {
    sentence = null;
    listener.replaced(model);
  }

  /** Returns which file can't be used, and why; null where nothing is wrong. */
  @Nullable String sentence() {
    return sentence;
  }
}
