package io.github.djlobservability.samples.speech;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A word that was recognised.
 *
 * @param text the digit in letters
 * @param probability of that digit, 0.1 to 1
 */
public record Word(String text, float probability) {

  /**
   * Returns the most probable words.
   *
   * @param classes what each probability is of, in their order
   * @param probabilities those of each word, one after the other
   * @param count how many words there are
   */
  static List<Word> mostProbable(List<String> classes, float[] probabilities, int count) {
    return IntStream.range(0, count)
        .mapToObj(word -> best(classes, probabilities, word * classes.size()))
        .toList();
  }

  private static Word best(List<String> classes, float[] probabilities, int start) {
    int best = 0;
    for (int i = 1; i < classes.size(); i++) {
      if (probabilities[start + i] > probabilities[start + best]) {
        best = i;
      }
    }
    return new Word(classes.get(best), probabilities[start + best]);
  }
}
