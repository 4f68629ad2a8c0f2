package io.github.djlobservability.html;

import java.util.Locale;

/** Writes a drawing as SVG, in units of about a pixel. Not thread-safe. */
public final class Svg {

  private final StringBuilder svg = new StringBuilder();

  /**
   * A drawing.
   *
   * @param label what it shows, for those who cannot see it; empty for a drawing that shows only
   *     what stands beside it, and fills its place
   */
  public Svg(int width, int height, String label) {
    String role =
        label.isEmpty()
            ? "aria-hidden=\"true\" preserveAspectRatio=\"none\""
            : "role=\"img\" aria-label=\"" + Html.escape(label) + "\"";
    svg.append("<svg viewBox=\"0 0 ").append(width).append(' ').append(height).append("\" ");
    svg.append(role).append('>');
  }

  public void line(String kind, double x1, double y1, double x2, double y2) {
    add(
        "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>",
        kind, at(x1), at(y1), at(x2), at(y2));
  }

  public void text(String anchor, double x, double y, String text) {
    add(
        "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>",
        at(x), at(y), anchor, Html.escape(text));
  }

  public void rectangle(String kind, double x, double y, double width, double height) {
    add(
        "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>",
        kind, at(x), at(y), at(width), at(height));
  }

  /** Adds a text that is shown where the pointer is. */
  public void hint(double x, double y, double width, double height, String text) {
    add(
        "<rect class=\"hint\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\">"
            + "<title>%s</title></rect>",
        at(x), at(y), at(width), at(height), Html.escape(text));
  }

  /** A line along a path of {@code M}, {@code H} and {@code V}. */
  public void path(String kind, String path) {
    add("<path class=\"%s\" d=\"%s\"/>", kind, path);
  }

  public String end() {
    return svg.append("</svg>").toString();
  }

  /** Returns a coordinate, to a tenth. */
  public static String at(double coordinate) {
    long tenths = Math.round(coordinate * 10);
    long rest = Math.abs(tenths % 10);
    String whole = (tenths < 0 && tenths > -10 ? "-" : "") + tenths / 10;
    return rest == 0 ? Long.toString(tenths / 10) : whole + "." + rest;
  }

  private void add(String pattern, Object... values) {
    svg.append(String.format(Locale.ROOT, pattern, values));
  }
}
