package io.github.djlobservability.samples.speech;

import java.util.List;

/** Names the words that the model knows. */
public final class Digits {

  /** The digits as they are spoken; a word's place is its digit. */
  public static final List<String> WORDS =
      List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

  private Digits() {}
}
