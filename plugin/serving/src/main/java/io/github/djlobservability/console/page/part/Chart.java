package io.github.djlobservability.console.page.part;

import io.github.djlobservability.html.HtmlWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/**
 * A course of figures over time: the script draws it, and a table has the numbers for those who
 * can't see the drawing or have no script.
 */
public final class Chart {
  private static final int MOST_ROWS = 12;

  private final String id;
  private final String title;
  private final List<Line> lines = new ArrayList<>();
  private final List<Long> millis;

  /**
   * A line.
   *
   * @param name for people
   * @param unit what the script writes behind numbers: {@code s} are seconds, {@code %} shares
   * @param band the index of the line that a band reaches to; -1 for none
   * @param values one for each moment
   * @param text how a value is written
   */
  private record Line(
      String name, String unit, int band, List<Double> values, DoubleFunction<String> text) {}

  /**
   * @param id unique on the page
   * @param millis the moments, in milliseconds of the epoch, ascending
   */
  public Chart(String id, String title, List<Long> millis) {
    this.id = id;
    this.title = title;
    this.millis = millis;
  }

  /** Adds a line; NaN is a gap in it. */
  public Chart line(String name, String unit, List<Double> values, DoubleFunction<String> text) {
    lines.add(new Line(name, unit, -1, values, text));
    return this;
  }

  /** Adds a line whose band to the line before is filled. */
  public Chart band(String name, String unit, List<Double> values, DoubleFunction<String> text) {
    lines.add(new Line(name, unit, lines.size() - 1, values, text));
    return this;
  }

  /** Writes the chart, with a table of its figures for those who see no pictures. */
  public void write(HtmlWriter html, Viewer viewer) {
    html.start("figure", "class", "chart", "id", id, "data-points", points());
    html.element("figcaption", title);
    if (millis.size() < 2) {
      html.element("p", "The line begins with the second point.", "class", "soft");
    }
    html.start("details", "id", id + "-numbers").element("summary", "The numbers");
    html.start("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", title);
    html.start("table").start("thead").start("tr").element("th", "Time", "scope", "col");
    lines.forEach(line -> html.element("th", line.name(), "scope", "col", "class", "number"));
    html.end().end().start("tbody");
    int every = Math.max(1, (millis.size() + MOST_ROWS - 1) / MOST_ROWS);
    for (int i = millis.size() - 1; i >= 0; i -= every) {
      html.start("tr").start("th", "scope", "row");
      Moment.write(html, millis.get(i), viewer.now());
      html.end();
      for (Line line : lines) {
        html.element("td", line.text().apply(line.values().get(i)), "class", "number");
      }
      html.end();
    }
    html.end().end().end().end().end();
  }

  /** JSON for the script: times in seconds, names, units, bands, values. */
  private String points() {
    StringBuilder json = new StringBuilder("{\"x\":[");
    for (int i = 0; i < millis.size(); i++) {
      json.append(i == 0 ? "" : ",").append(millis.get(i) / 1000);
    }
    json.append("],\"lines\":[");
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      json.append(i == 0 ? "" : ",").append("{\"name\":").append(quoted(line.name()));
      json.append(",\"unit\":").append(quoted(line.unit()));
      json.append(",\"band\":").append(line.band()).append(",\"y\":[");
      for (int k = 0; k < line.values().size(); k++) {
        json.append(k == 0 ? "" : ",").append(number(line.values().get(k)));
      }
      json.append("]}");
    }
    return json.append("]}").toString();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String number(double value) {
    if (!Double.isFinite(value)) {
      return "null";
    }
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.4g", value);
  }
}
