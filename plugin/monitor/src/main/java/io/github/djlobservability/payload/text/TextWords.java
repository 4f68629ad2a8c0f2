package io.github.djlobservability.payload.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Says what a word is, and what its hash. Stateless. */
final class TextWords {
  /** FNV-1a, 32 bits. */
  static final int START = 0x811c9dc5;

  private static final int PRIME = 0x01000193;

  private TextWords() {}

  /** Returns whether a code point that is no ideograph is a part of a word. */
  static boolean isPart(int codePoint) {
    if (codePoint < 0x80) {
      return Character.isLetterOrDigit(codePoint);
    }
    return Character.isLetterOrDigit(codePoint)
        || Character.getType(codePoint) == Character.NON_SPACING_MARK
        || Character.getType(codePoint) == Character.COMBINING_SPACING_MARK;
  }

  /** Returns the hash of a word that goes on with one more character in lower case. */
  static int extended(int hash, int codePoint) {
    return (hash ^ codePoint) * PRIME;
  }

  static int hash(int[] word, int length) {
    int hash = START;
    for (int i = 0; i < length; i++) {
      hash = extended(hash, word[i]);
    }
    return hash;
  }

  /**
   * Returns the words of a text that are of letters alone, in lower case.
   *
   * @param shortest letters that a word has at least
   * @param longest letters that it has at most
   */
  static List<int[]> words(String text, int shortest, int longest) {
    List<int[]> words = new ArrayList<>();
    int[] word = new int[longest + 1];
    int length = 0;
    boolean letters = true;
    for (int i = 0; i <= text.length(); ) {
      int c = i < text.length() ? text.codePointAt(i) : ' ';
      i += Character.charCount(c);
      if (isPart(c) && !Character.isIdeographic(c)) {
        letters &= !Character.isDigit(c);
        word[Math.min(length, longest)] = Character.toLowerCase(c);
        length++;
      } else {
        if (letters && length >= shortest && length <= longest) {
          words.add(Arrays.copyOf(word, length));
        }
        length = 0;
        letters = true;
      }
    }
    return words;
  }
}
