package io.github.djlobservability.payload.document;

/**
 * Tells by the first value and the last character of a body whether it is JSON, without reading
 * what is between. What it takes for JSON may still break somewhere; what it does not is none.
 * Stateless.
 */
public final class JsonLook {
  private static final String[] WORDS = {"true", "false", "null", "NaN", "Infinity"};

  private JsonLook() {}

  /** Returns whether a body looks like an object or an array of JSON in UTF-8. */
  public static boolean isAt(byte[] body) {
    int start = afterBlanks(body, hasByteOrderMark(body) ? 3 : 0);
    int end = body.length - 1;
    while (end > start && isBlank(body[end])) {
      end--;
    }
    boolean closed = end > start && (body[end] == '}' || body[end] == ']');
    return closed && (body[start] == '{' || body[start] == '[') && beginsAsJson(body, start);
  }

  private static boolean hasByteOrderMark(byte[] body) {
    return body.length > 3
        && body[0] == (byte) 0xef
        && body[1] == (byte) 0xbb
        && body[2] == (byte) 0xbf;
  }

  private static boolean beginsAsJson(byte[] body, int start) {
    int at = start;
    while (at < body.length && body[at] == '[') {
      at = afterBlanks(body, at + 1);
    }
    if (at == body.length) {
      return false;
    }
    if (body[at] == ']') {
      return true;
    }
    if (body[at] != '{') {
      int end = afterValue(body, at);
      int next = afterBlanks(body, end);
      return end > at && next < body.length && (body[next] == ',' || body[next] == ']');
    }
    int name = afterBlanks(body, at + 1);
    if (name < body.length && body[name] == '}') {
      return true;
    }
    int colon = afterBlanks(body, afterText(body, name));
    return colon > name && colon < body.length && body[colon] == ':';
  }

  /** Returns where a single value ends; its own place if there is none. */
  private static int afterValue(byte[] body, int at) {
    if (body[at] == '"') {
      return afterText(body, at);
    }
    int start = body[at] == '-' ? at + 1 : at;
    for (String word : WORDS) {
      if (isWord(body, start, word)) {
        return start + word.length();
      }
    }
    int end = start;
    while (end < body.length && isOfNumber(body[end])) {
      end++;
    }
    return end > start ? end : at;
  }

  private static boolean isWord(byte[] body, int at, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (at + i >= body.length || body[at + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOfNumber(byte b) {
    return (b >= '0' && b <= '9') || b == '.' || b == 'e' || b == 'E' || b == '+' || b == '-';
  }

  /** Returns where a text in quotes ends; its own place if there is none. */
  private static int afterText(byte[] body, int at) {
    if (at >= body.length || body[at] != '"') {
      return at;
    }
    for (int i = at + 1; i < body.length; i++) {
      if (body[i] == '\\') {
        i++;
      } else if (body[i] == '"') {
        return i + 1;
      }
    }
    return at;
  }

  private static int afterBlanks(byte[] body, int from) {
    int at = from;
    while (at < body.length && isBlank(body[at])) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}
