package io.github.djlobservability.payload.text;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads a text once, code point by code point. */
final class TextScanner {

  /** FNV-1a, 32 bits. */
  private static final int HASH_START = 0x811c9dc5;

  private static final int HASH_PRIME = 0x01000193;

  private final int[] hashes = new int[TextStatistics.MAX_HASHES];
  private final Map<UnicodeScript, Integer> letters = new HashMap<>();
  private int hashCount;
  private int tokens;
  private int length;
  private int hash = HASH_START;
  private boolean inToken;

  private TextScanner() {}

  static TextStatistics scan(String text) {
    TextScanner scanner = new TextScanner();
    text.codePoints().forEach(scanner::next);
    scanner.endToken();
    return TextStatistics.restore(
        scanner.length,
        scanner.tokens,
        scanner.script(),
        Arrays.copyOf(scanner.hashes, scanner.hashCount));
  }

  private void next(int codePoint) {
    length++;
    if (Character.isLetter(codePoint)) {
      countLetter(codePoint);
    }
    if (Character.isIdeographic(codePoint)) {
      endToken();
      extendToken(codePoint);
      endToken();
    } else if (isTokenPart(codePoint)) {
      extendToken(codePoint);
    } else {
      endToken();
    }
  }

  private void countLetter(int codePoint) {
    UnicodeScript script = UnicodeScript.of(codePoint);
    if (script != UnicodeScript.COMMON && script != UnicodeScript.INHERITED) {
      letters.merge(script, 1, Integer::sum);
    }
  }

  private static boolean isTokenPart(int codePoint) {
    return Character.isLetterOrDigit(codePoint)
        || Character.getType(codePoint) == Character.NON_SPACING_MARK
        || Character.getType(codePoint) == Character.COMBINING_SPACING_MARK;
  }

  private void extendToken(int codePoint) {
    inToken = true;
    hash = (hash ^ Character.toLowerCase(codePoint)) * HASH_PRIME;
  }

  private void endToken() {
    if (!inToken) {
      return;
    }
    tokens++;
    if (hashCount < hashes.length && !isKnown(hash)) {
      hashes[hashCount++] = hash;
    }
    hash = HASH_START;
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
    String best = "none";
    int most = 0;
    for (Map.Entry<UnicodeScript, Integer> entry : letters.entrySet()) {
      String name = entry.getKey().name().toLowerCase(Locale.ROOT);
      int count = entry.getValue();
      if (count > most || (count == most && name.compareTo(best) < 0)) {
        best = name;
        most = count;
      }
    }
    return best;
  }
}
