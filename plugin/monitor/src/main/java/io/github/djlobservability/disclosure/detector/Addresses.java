package io.github.djlobservability.disclosure.detector;

/** Finds addresses written with colons: IP version 6 and network cards. Stateless. */
final class Addresses {
  private static final int MAX_CHARS = 45;
  private static final int MAC_CHARS = 17;
  private static final int GROUPS = 8;

  private Addresses() {}

  /** Looks at what begins here; returns where to go on, which is here if there is no address. */
  static int find(String text, int from, FoundData to) {
    if (isMac(text, from)) {
      to.add(Kind.DEVICE, from, from + MAC_CHARS);
      return from + MAC_CHARS;
    }
    int end = from;
    int colons = 0;
    while (end < text.length() && end - from <= MAX_CHARS && isPart(text.charAt(end))) {
      colons += text.charAt(end) == ':' ? 1 : 0;
      end++;
    }
    if (colons < 2 || !Chars.isEdge(text, end)) {
      return from;
    }
    while (end > from && (text.charAt(end - 1) == '.' || isLoneColon(text, end))) {
      end--;
    }
    if (!isV6(text.substring(from, end))) {
      return from;
    }
    to.add(Kind.IP, from, end);
    return end;
  }

  private static boolean isPart(char c) {
    return Chars.isHex(c) || c == ':' || c == '.';
  }

  private static boolean isLoneColon(String text, int end) {
    return text.charAt(end - 1) == ':' && (end < 2 || text.charAt(end - 2) != ':');
  }

  private static boolean isMac(String text, int from) {
    int end = from + MAC_CHARS;
    if (end > text.length() || !Chars.isEdge(text, end)) {
      return false;
    }
    char separator = text.charAt(from + 2);
    if (separator != ':' && separator != '-') {
      return false;
    }
    for (int i = 0; i < MAC_CHARS; i++) {
      char c = text.charAt(from + i);
      if (i % 3 == 2 ? c != separator : !Chars.isHex(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isV6(String text) {
    int gap = text.indexOf("::");
    if (gap != text.lastIndexOf("::") || (gap >= 0 && text.length() < 4)) {
      return false;
    }
    int groups = 0;
    String[] parts = text.split(":", -1);
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].indexOf('.') >= 0) {
        if (i != parts.length - 1) {
          return false;
        }
        groups += 2;
      } else if (parts[i].length() > 4) {
        return false;
      } else if (!parts[i].isEmpty()) {
        groups++;
      } else if (gap < 0) {
        return false;
      }
    }
    return gap < 0 ? groups == GROUPS : groups >= 2 && groups < GROUPS;
  }
}
