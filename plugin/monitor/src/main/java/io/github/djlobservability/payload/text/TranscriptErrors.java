package io.github.djlobservability.payload.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far what was written is from what was said: insertions, deletions and substitutions of words
 * and of characters, at least.
 *
 * @param words that were said
 * @param written words that were written
 * @param wordErrors of the words
 * @param characters of what was said, blanks between words included
 * @param characterErrors of the characters
 */
public record TranscriptErrors(
    int words, int written, int wordErrors, int characters, int characterErrors) {

  /**
   * Compares two transcripts, neither of them too long. Takes up to 9 ms.
   *
   * @param written by the model
   * @param said in fact
   */
  public static TranscriptErrors between(Transcript written, Transcript said) {
    Map<String, Integer> numbers = new HashMap<>();
    int[] right = numbered(said.words(), numbers);
    int[] given = numbered(written.words(), numbers);
    int[] characters = said.text().codePoints().toArray();
    return new TranscriptErrors(
        right.length,
        given.length,
        EditDistance.of(right, given),
        characters.length,
        EditDistance.of(characters, written.text().codePoints().toArray()));
  }

  private static int[] numbered(List<String> words, Map<String, Integer> numbers) {
    int[] sequence = new int[words.size()];
    for (int i = 0; i < sequence.length; i++) {
      String word = words.get(i);
      int next = numbers.size();
      sequence[i] = numbers.computeIfAbsent(word, w -> next);
    }
    return sequence;
  }

  /** Returns the word errors for each word that was said; where none was, for one. */
  public double share() {
    return (double) wordErrors / Math.max(1, words);
  }
}
