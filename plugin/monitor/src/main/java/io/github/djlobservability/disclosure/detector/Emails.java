package io.github.djlobservability.disclosure.detector;

/** Finds addresses of e-mail around the sign that each has. Stateless. */
final class Emails {
  private static final int MAX_LOCAL = 64;
  private static final int MAX_DOMAIN = 255;

  private Emails() {}

  /** Looks around an at sign; returns where to go on. */
  static int find(String text, int at, FoundData to) {
    int start = at;
    while (start > 0 && at - start < MAX_LOCAL && isLocal(text.charAt(start - 1))) {
      start--;
    }
    while (start < at && !Chars.isWord(text.charAt(start))) {
      start++;
    }
    int end = at + 1;
    int point = -1;
    while (end < text.length() && end - at <= MAX_DOMAIN && isDomain(text.charAt(end))) {
      if (text.charAt(end) == '.') {
        point = end;
      }
      end++;
    }
    if (point == end - 1 && point > at) {
      // The point of a sentence.
      end = point;
      point = text.lastIndexOf('.', end - 1);
    }
    if (start == at || point <= at + 1 || end - point < 3 || !isName(text, point + 1, end)) {
      return at + 1;
    }
    to.add(Kind.EMAIL, start, end);
    return end;
  }

  private static boolean isLocal(char c) {
    return Chars.isWord(c) || ".+-%'!#$&*~".indexOf(c) >= 0;
  }

  private static boolean isDomain(char c) {
    return (Chars.isWord(c) && c != '_') || c == '.' || c == '-';
  }

  private static boolean isName(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (Chars.isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
