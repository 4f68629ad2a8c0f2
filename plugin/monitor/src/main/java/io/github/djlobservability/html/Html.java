package io.github.djlobservability.html;

/** Makes text fit for HTML. */
public final class Html {

  private static final int MAX_NAME = 60;
  private static final int MAX_HINT = 600;
  private static final char UNSEEN = '\uFFFD';

  private Html() {}

  /**
   * Text that stays text wherever it stands in HTML, in quotes too. Characters that no one sees, or
   * that turn the direction of the text after them, are shown as a replacement character.
   */
  public static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    escapeTo(escaped, text);
    return escaped.toString();
  }

  static void escapeTo(StringBuilder out, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(isShown(c) ? c : UNSEEN);
      }
    }
  }

  private static boolean isShown(char c) {
    return c < ' ' ? c == '\n' || c == '\t' : (c < 0x7f || c > 0x9f) && !turnsText(c);
  }

  /** The controls of the Unicode Bidirectional Algorithm (UAX 9): marks, embeddings, isolates. */
  private static boolean turnsText(char c) {
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
  }

  /** A sentence, with arrows for what has become what. */
  public static String sentence(String text) {
    return escape(arrows(text));
  }

  static String arrows(String text) {
    return text.replace(" -> ", " → ");
  }

  /** A name; of a long one the beginning, and more of it where the pointer is. */
  public static String name(String text) {
    return isLong(text)
        ? "<span title=\"" + escape(hint(text)) + "\">" + escape(beginning(text)) + "</span>"
        : escape(text);
  }

  static boolean isLong(String text) {
    return text.codePointCount(0, text.length()) > MAX_NAME;
  }

  /** The beginning of a long text. */
  static String beginning(String text) {
    return text.substring(0, text.offsetByCodePoints(0, MAX_NAME - 1)) + "…";
  }

  /** As much of a long text as a hint can show. */
  static String hint(String text) {
    return text.codePointCount(0, text.length()) <= MAX_HINT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MAX_HINT)) + "…";
  }
}
