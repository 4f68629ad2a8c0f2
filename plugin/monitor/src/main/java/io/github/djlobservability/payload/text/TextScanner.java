package io.github.djlobservability.payload.text;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads a text once, code point by code point. */
final class TextScanner {
  private final int[] hashes = new int[TextStatistics.MAX_HASHES];
  private final Map<UnicodeScript, int[]> letters = new HashMap<>();
  private final int[] kinds = new int[TextFigure.KEPT];
  private int latin;
  private int hashCount;
  private int tokens;
  private int length;
  private int blanks;
  private int cased;
  private int hash = TextWords.START;
  private boolean inToken;

  private TextScanner() {}

  static TextStatistics scan(String text) {
    TextScanner scanner = new TextScanner();
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      scanner.next(codePoint);
      i += Character.charCount(codePoint);
    }
    scanner.endToken();
    return new TextStatistics(
        new TextStatistics.Counted(scanner.length, scanner.tokens, scanner.script()),
        Arrays.copyOf(scanner.hashes, scanner.hashCount),
        Double.NaN,
        scanner.figures(text),
        TextStatistics.beginning(text));
  }

  private void next(int codePoint) {
    length++;
    count(codePoint);
    if (Character.isIdeographic(codePoint)) {
      endToken();
      extendToken(codePoint);
      endToken();
    } else if (TextWords.isPart(codePoint)) {
      extendToken(codePoint);
    } else {
      endToken();
    }
  }

  private void count(int codePoint) {
    if (codePoint < 0x80 ? isLatin(codePoint) : Character.isLetter(codePoint)) {
      countLetter(codePoint);
    } else if (Character.isWhitespace(codePoint)) {
      blanks++;
    } else if (Character.isDigit(codePoint)) {
      kinds[TextFigure.DIGITS.place()]++;
    } else if (isMark(codePoint)) {
      // A mark is written in the script of the letter before it.
      blanks++;
    } else {
      kinds[TextFigure.PUNCTUATION.place()]++;
    }
  }

  private static boolean isLatin(int ascii) {
    return (ascii >= 'a' && ascii <= 'z') || (ascii >= 'A' && ascii <= 'Z');
  }

  private static boolean isMark(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  private void countLetter(int codePoint) {
    boolean capital = Character.isUpperCase(codePoint);
    if (capital || Character.isLowerCase(codePoint)) {
      cased++;
      kinds[TextFigure.CAPITALS.place()] += capital ? 1 : 0;
    }
    if (codePoint < 0x80) {
      latin++;
      return;
    }
    UnicodeScript script = UnicodeScript.of(codePoint);
    if (script != UnicodeScript.COMMON && script != UnicodeScript.INHERITED) {
      letters.computeIfAbsent(script, first -> new int[1])[0]++;
    }
  }

  private void extendToken(int codePoint) {
    inToken = true;
    hash = TextWords.extended(hash, Character.toLowerCase(codePoint));
  }

  private void endToken() {
    if (!inToken) {
      return;
    }
    tokens++;
    if (hashCount < hashes.length && !isKnown(hash)) {
      hashes[hashCount++] = hash;
    }
    hash = TextWords.START;
    inToken = false;
  }

  private boolean isKnown(int candidate) {
    for (int i = 0; i < hashCount; i++) {
      if (hashes[i] == candidate) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns the script with the most letters; of equals the first by name, so that it is one and
   * always the same.
   */
  private String script() {
    if (latin > 0) {
      letters.computeIfAbsent(UnicodeScript.LATIN, first -> new int[1])[0] += latin;
      latin = 0;
    }
    String best = "none";
    int most = 0;
    for (Map.Entry<UnicodeScript, int[]> entry : letters.entrySet()) {
      String name = entry.getKey().name().toLowerCase(Locale.ROOT);
      int count = entry.getValue()[0];
      if (count > most || (count == most && name.compareTo(best) < 0)) {
        best = name;
        most = count;
      }
    }
    return best;
  }

  /** Returns the shares; NaN where a text has nothing to have a share of. */
  private float[] figures(String text) {
    letters.forEach((script, count) -> kinds[figure(script).place()] += count[0]);
    float[] figures = new float[TextFigure.KEPT];
    float written = length - blanks;
    for (TextFigure figure : TextFigure.values()) {
      if (figure.isNumber() && !figure.isPersonal()) {
        int place = figure.place();
        float whole = figure == TextFigure.CAPITALS ? cased : written;
        boolean unknown = figure.isModelled() || figure.isTold() || whole == 0;
        figures[place] = unknown ? Float.NaN : kinds[place] / whole;
      }
    }
    PersonalShares.measure(text, figures);
    return figures;
  }

  private static TextFigure figure(UnicodeScript script) {
    return switch (script) {
      case LATIN -> TextFigure.LATIN;
      case CYRILLIC -> TextFigure.CYRILLIC;
      case GREEK -> TextFigure.GREEK;
      case ARABIC -> TextFigure.ARABIC;
      case HAN -> TextFigure.HAN;
      case HIRAGANA, KATAKANA -> TextFigure.KANA;
      case HANGUL -> TextFigure.HANGUL;
      case DEVANAGARI -> TextFigure.DEVANAGARI;
      default -> TextFigure.OTHER_SCRIPT;
    };
  }
}
