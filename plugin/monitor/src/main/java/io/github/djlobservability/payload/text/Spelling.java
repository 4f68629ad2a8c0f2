package io.github.djlobservability.payload.text;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Finds words that look misspelt: unknown ones from which one letter too many, too few or wrong, or
 * two letters that have changed places, lead to a known one (F. J. Damerau, <i>A Technique for
 * Computer Detection and Correction of Spelling Errors</i>, CACM 7, 1964). Words of other subjects
 * and languages are seldom so close to known ones. Stateless.
 *
 * <p>Of a text the first {@value #MAX_LOOKED_AT} unknown words are looked at, 5 us each.
 */
final class Spelling {
  private static final int MAX_LOOKED_AT = 16;

  /** Shorter words have neighbours that are words, too. */
  private static final int SHORTEST = 4;

  private static final int LONGEST = 24;

  /** How many letters are tried at each place. */
  private static final int MAX_LETTERS = 40;

  private Spelling() {}

  /** Returns the letters of an alphabet that are tried. */
  static int[] letters(int[] alphabet) {
    return Arrays.stream(alphabet).filter(Character::isLetter).limit(MAX_LETTERS).toArray();
  }

  /**
   * Returns the share of a text's words that look misspelt; NaN if it has no words of some letters.
   *
   * @param known whether a word of a hash is known
   */
  static double misspelt(String text, int[] letters, IntPredicate known) {
    List<int[]> words = TextWords.words(text, SHORTEST, LONGEST);
    int unknown = 0;
    int lookedAt = 0;
    int misspelt = 0;
    for (int[] word : words) {
      if (known.test(TextWords.hash(word, word.length))) {
        continue;
      }
      unknown++;
      if (lookedAt < MAX_LOOKED_AT) {
        lookedAt++;
        misspelt += isNear(word, letters, known) ? 1 : 0;
      }
    }
    double share = lookedAt == 0 ? 0 : (double) misspelt / lookedAt;
    return words.isEmpty() ? Double.NaN : share * unknown / words.size();
  }

  private static boolean isNear(int[] word, int[] letters, IntPredicate known) {
    int before = TextWords.START;
    for (int i = 0; i <= word.length; i++) {
      if (isNear(word, i, before, letters, known)) {
        return true;
      }
      before = i < word.length ? TextWords.extended(before, word[i]) : before;
    }
    return false;
  }

  /** Tries what may have happened at a place, before which the word has a hash. */
  private static boolean isNear(int[] word, int at, int before, int[] letters, IntPredicate known) {
    if (at + 1 < word.length) {
      int swapped = TextWords.extended(TextWords.extended(before, word[at + 1]), word[at]);
      if (known.test(ended(swapped, word, at + 2))) {
        return true;
      }
    }
    if (at < word.length && word.length > SHORTEST && known.test(ended(before, word, at + 1))) {
      return true;
    }
    for (int letter : letters) {
      int with = TextWords.extended(before, letter);
      if (known.test(ended(with, word, at))
          || (at < word.length && known.test(ended(with, word, at + 1)))) {
        return true;
      }
    }
    return false;
  }

  private static int ended(int hash, int[] word, int from) {
    int ended = hash;
    for (int i = from; i < word.length; i++) {
      ended = TextWords.extended(ended, word[i]);
    }
    return ended;
  }
}
