package io.github.djlobservability.disclosure.detector;

/** Says of what sort a character is. Stateless. */
final class Chars {
  private Chars() {}

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }

  static boolean isLetter(char c) {
    return isUpper(c) || isLower(c);
  }

  static boolean isAlphanumeric(char c) {
    return isLetter(c) || isDigit(c);
  }

  /** Whether it is part of a word, in any script. */
  static boolean isWord(char c) {
    return isAlphanumeric(c) || c == '_' || (c > 127 && Character.isLetterOrDigit(c));
  }

  static boolean isHex(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  /** Returns where the characters of base64 for addresses end that begin here. */
  static int tokenEnd(String text, int from) {
    int end = from;
    while (end < text.length()
        && (isAlphanumeric(text.charAt(end))
            || text.charAt(end) == '_'
            || text.charAt(end) == '-')) {
      end++;
    }
    return end;
  }

  /** Returns whether a word could begin or end at a place. */
  static boolean isEdge(String text, int at) {
    return at <= 0
        || at >= text.length()
        || !(isWord(text.charAt(at - 1)) && isWord(text.charAt(at)));
  }
}
