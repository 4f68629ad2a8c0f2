package io.github.djlobservability.cli;

import java.util.Locale;

/** Draws a histogram as SVG: the reference filled, the current rows beside or before it. */
final class SvgPlot {

  private static final int WIDTH = 460;
  private static final int HEIGHT = 130;
  private static final int BOTTOM = 22;
  private static final int TOP = 8;
  private static final int MAX_LABEL = 14;
  private static final int MAX_SLOT = 80;

  private final Histogram histogram;
  private final String title;
  private final StringBuilder svg = new StringBuilder();

  SvgPlot(Histogram histogram, String title) {
    this.histogram = histogram;
    this.title = title;
  }

  String svg() {
    svg.append(
        format(
            "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
            WIDTH, HEIGHT, Html.escape("Distribution of " + title)));
    double slot = Math.min(MAX_SLOT, (double) WIDTH / Math.max(1, histogram.bars().size()));
    for (int i = 0; i < histogram.bars().size(); i++) {
      bar(histogram.bars().get(i), i * slot, slot);
    }
    svg.append(
        format(
            "<line class=\"axis\" x1=\"0\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>",
            WIDTH, HEIGHT - BOTTOM, HEIGHT - BOTTOM));
    labels(slot);
    return svg.append("</svg>").toString();
  }

  private void bar(Histogram.Bar bar, double x, double slot) {
    svg.append("<g><title>")
        .append(
            Html.escape(
                bar.label()
                    + ": reference "
                    + Words.percent(bar.reference())
                    + ", current "
                    + Words.percent(bar.current())))
        .append("</title>");
    double gap = Math.min(2, slot / 10);
    double half = (slot - 2 * gap) / 2;
    rectangle("reference", x + gap, half, bar.reference());
    rectangle("current", x + gap + half, half, bar.current());
    // What can be pointed at is the whole slot, however short the bars are.
    svg.append(
        format(
            "<rect class=\"slot\" x=\"%.1f\" y=\"0\" width=\"%.1f\" height=\"%d\"/></g>",
            x, slot, HEIGHT - BOTTOM));
  }

  private void rectangle(String kind, double x, double width, double share) {
    double room = HEIGHT - BOTTOM - TOP;
    double highest = histogram.highest();
    double height = highest > 0 ? share / highest * room : 0;
    svg.append(
        format(
            "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
            kind, x, HEIGHT - BOTTOM - height, width, height));
  }

  private void labels(double slot) {
    int count = histogram.bars().size();
    if (histogram.numeric()) {
      for (int i = 0; i < count; i += Math.max(1, count / 5)) {
        label(i * slot, "start", Words.number(histogram.bars().get(i).start()));
      }
    } else {
      int room = Math.max(1, Math.min(MAX_LABEL, (int) (slot / 6.5)));
      for (int i = 0; i < count; i++) {
        String label = histogram.bars().get(i).label();
        String cut =
            label.length() > room ? label.substring(0, Math.max(1, room - 1)) + "…" : label;
        label((i + 0.5) * slot, "middle", cut);
      }
    }
  }

  private void label(double x, String anchor, String text) {
    svg.append(
        format(
            "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>",
            x, HEIGHT - 7, anchor, Html.escape(text)));
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
