package io.github.djlobservability.report.form;

import io.github.djlobservability.html.Html;
import java.util.List;

/** A table of a report in HTML, that can be moved sideways where the screen is narrow. */
final class HtmlTable {

  private final List<Column> columns;
  private final StringBuilder html = new StringBuilder();

  /**
   * A column.
   *
   * @param title what it holds
   * @param number whether that is numbers, which are set below each other
   */
  record Column(String title, boolean number) {
    static Column text(String title) {
      return new Column(title, false);
    }

    static Column number(String title) {
      return new Column(title, true);
    }
  }

  /**
   * A table without rows.
   *
   * @param title of the table, for those who cannot see it
   * @param columns beside the first, which holds badges; the first of them names the row
   */
  HtmlTable(String title, Column... columns) {
    this.columns = List.of(columns);
    html.append("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"")
        .append(Html.escape(title))
        .append("\"><table><thead><tr><th></th>");
    for (Column column : columns) {
      html.append(column.number() ? "<th class=\"number\">" : "<th>")
          .append(Html.escape(column.title()))
          .append("</th>");
    }
    html.append("</tr></thead><tbody>");
  }

  /**
   * Adds a row.
   *
   * @param badge what it is marked with; empty for nothing
   * @param link where on the page its name leads to; empty for nowhere
   * @param cells one for each column
   */
  void row(String badge, String link, String... cells) {
    html.append("<tr><td>").append(HtmlMarks.badge(badge)).append("</td>");
    for (int i = 0; i < cells.length; i++) {
      if (i == 0) {
        html.append("<th scope=\"row\">")
            .append(HtmlMarks.link(link, Html.name(cells[i])))
            .append("</th>");
      } else {
        html.append(columns.get(i).number() ? "<td class=\"number\">" : "<td>")
            .append(Html.sentence(cells[i]))
            .append("</td>");
      }
    }
    html.append("</tr>");
  }

  /** Returns the table. */
  String html() {
    return html + "</tbody></table></div>";
  }
}
