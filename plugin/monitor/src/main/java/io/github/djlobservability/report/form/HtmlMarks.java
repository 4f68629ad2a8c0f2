package io.github.djlobservability.report.form;

import io.github.djlobservability.html.Html;
import io.github.djlobservability.report.Judgement;

/** Marks and links of a report in HTML. */
final class HtmlMarks {

  private HtmlMarks() {}

  /** A mark; nothing for the empty text. */
  static String badge(String text) {
    String kind = text.equals(Judgement.SMALL.badge()) ? "badge small" : "badge";
    return text.isEmpty() ? "" : "<b class=\"" + kind + "\">" + Html.escape(text) + "</b>";
  }

  /** HTML that leads to a place on the page; just the HTML if that is empty. */
  static String link(String place, String html) {
    return place.isEmpty() ? html : "<a href=\"#" + place + "\">" + html + "</a>";
  }
}
