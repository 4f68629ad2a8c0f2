package io.github.djlobservability.report;

import java.util.Locale;

/** Writes a drawing as SVG, in units of about a pixel. Not thread-safe. */
final class Svg {

  private final StringBuilder svg = new StringBuilder();

  /**
   * A drawing.
   *
   * @param label what it shows, for those who cannot see it
   */
  Svg(int width, int height, String label) {
    add(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
        width, height, Html.escape(label));
  }

  void line(String kind, double x1, double y1, double x2, double y2) {
    add(
        "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>",
        kind, at(x1), at(y1), at(x2), at(y2));
  }

  void text(String anchor, double x, double y, String text) {
    add(
        "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>",
        at(x), at(y), anchor, Html.escape(text));
  }

  void rectangle(String kind, double x, double y, double width, double height) {
    add(
        "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>",
        kind, at(x), at(y), at(width), at(height));
  }

  /** Adds a text that is shown where the pointer is. */
  void hint(double x, double y, double width, double height, String text) {
    add(
        "<rect class=\"hint\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\">"
            + "<title>%s</title></rect>",
        at(x), at(y), at(width), at(height), Html.escape(text));
  }

  /** A line along a path of {@code M}, {@code H} and {@code V}. */
  void path(String kind, String path) {
    add("<path class=\"%s\" d=\"%s\"/>", kind, path);
  }

  String end() {
    return svg.append("</svg>").toString();
  }

  /** Returns a coordinate, to a tenth. */
  static String at(double coordinate) {
    String text = String.format(Locale.ROOT, "%.1f", coordinate);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  private void add(String pattern, Object... values) {
    svg.append(String.format(Locale.ROOT, pattern, values));
  }
}
