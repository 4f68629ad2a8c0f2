package io.github.djlobservability.payload.text;

import java.util.Arrays;

/** Folds texts for a model of characters. Stateless. */
final class FoldedText {
  /** Blanks that stand before each text. */
  static final int BEFORE = 2;

  private FoldedText() {}

  /** Returns code points in lower case, any digit as 0 and a run of blanks as one. */
  static int[] of(String text) {
    int[] folded = new int[text.length() + BEFORE];
    folded[0] = ' ';
    folded[1] = ' ';
    int size = BEFORE;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      int fold = fold(c);
      if (fold != ' ' || (folded[size - 1] != ' ' && i < text.length())) {
        folded[size++] = fold;
      }
    }
    return Arrays.copyOf(folded, size);
  }

  private static int fold(int c) {
    if (Character.isDigit(c)) {
      return '0';
    }
    return Character.isWhitespace(c) || Character.isISOControl(c) ? ' ' : Character.toLowerCase(c);
  }
}
