package io.github.djlobservability.cli.terminal;

import io.github.djlobservability.suggestion.NearestName;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Asks whether someone who mistyped a name has meant another. */
public final class DidYouMean {

  private DidYouMean() {}

  /**
   * Returns the end of a sentence that asks for the most similar name; empty if none is similar.
   */
  public static String of(String name, Collection<String> known) {
    @Nullable String nearest = NearestName.of(name, known);
    return nearest == null ? "" : "; did you mean " + nearest + "?";
  }
}
