package io.github.djlobservability.samples.synthesis;

import io.github.djlobservability.samples.speech.Recording;
import java.util.List;

/**
 * A recording, and what is said in it.
 *
 * @param words in their order
 */
public record Utterance(List<String> words, Recording recording) {

  public Utterance {
    words = List.copyOf(words);
  }

  /** Returns the words with blanks between them. */
  public String text() {
    return String.join(" ", words);
  }
}
