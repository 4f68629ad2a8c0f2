package io.github.djlobservability.report;

/** Text in HTML. */
final class Html {

  private static final int MAX_NAME = 60;

  private Html() {}

  /** Text that stays text wherever it stands in HTML, in quotes too. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /** Returns a sentence, with arrows for what has become what. */
  static String sentence(String text) {
    return escape(text.replace(" -> ", " → "));
  }

  /** Returns a name; of a long one the beginning, and all of it where the pointer is. */
  static String name(String text) {
    if (text.codePointCount(0, text.length()) <= MAX_NAME) {
      return escape(text);
    }
    String start = text.substring(0, text.offsetByCodePoints(0, MAX_NAME - 1));
    return "<span title=\"" + escape(text) + "\">" + escape(start) + "…</span>";
  }

  /** Returns a mark; nothing for the empty text. */
  static String badge(String text) {
    String kind = text.equals(Judgement.SMALL.badge()) ? "badge small" : "badge";
    return text.isEmpty() ? "" : "<b class=\"" + kind + "\">" + escape(text) + "</b>";
  }

  /** HTML that leads to a place on the page; just the HTML if that is empty. */
  static String link(String place, String html) {
    return place.isEmpty() ? html : "<a href=\"#" + place + "\">" + html + "</a>";
  }
}
