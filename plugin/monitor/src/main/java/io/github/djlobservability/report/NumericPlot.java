package io.github.djlobservability.report;

import io.github.djlobservability.html.Svg;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Draws two distributions of numbers over each other: the reference filled, the current a line. */
final class NumericPlot {

  private static final int WIDTH = 360;
  private static final int HEIGHT = 150;
  private static final int LEFT = 36;
  private static final int RIGHT = 8;
  private static final int TOP = 10;
  private static final int BOTTOM = 20;
  private static final int GRID = 3;

  /** Half a tick's label may need that much room. */
  private static final int LABEL = 20;

  private final Histogram histogram;
  private final double highest;

  NumericPlot(Histogram histogram) {
    this.histogram = histogram;
    this.highest = histogram.highest();
  }

  /** Returns the drawing. */
  String svg(String label) {
    Svg svg = new Svg(WIDTH, HEIGHT, label);
    grid(svg);
    svg.path("reference", steps(Histogram.Bar::reference));
    svg.path("current", steps(Histogram.Bar::current));
    double start = x(0);
    for (Histogram.Bar bar : histogram.bars()) {
      double end = x(bar.end());
      String hint =
          bar.label()
              + ": reference "
              + Words.percent(bar.reference())
              + ", current "
              + Words.percent(bar.current());
      svg.hint(start, 0, end - start, y(0), hint);
      start = end;
    }
    return svg.end();
  }

  private void grid(Svg svg) {
    double step = Axis.roundStep(highest / GRID);
    for (int i = 0; i * step <= highest; i++) {
      svg.line(i == 0 ? "axis" : "grid", LEFT, y(i * step), WIDTH - RIGHT, y(i * step));
      svg.text("end", LEFT - 4, y(i * step) + 3.5, percent(i * step));
    }
    for (Axis.Tick tick : histogram.axis().ticks()) {
      double x = x(tick.position());
      svg.line("axis", x, y(0), x, y(0) + 3);
      svg.text("middle", Math.min(x, WIDTH - LABEL), HEIGHT - 5, label(tick));
    }
  }

  private String label(Axis.Tick tick) {
    Axis axis = histogram.axis();
    double value = axis.value(tick.position());
    return histogram.quantity().tick(value, tick.label(), axis.to() - axis.from());
  }

  private static String percent(double share) {
    return String.format(
        Locale.ROOT, share > 0 && share < 0.0095 ? "%.1f%%" : "%.0f%%", 100 * share);
  }

  private String steps(ToDoubleFunction<Histogram.Bar> share) {
    StringBuilder path = new StringBuilder("M" + Svg.at(x(0)) + " " + Svg.at(y(0)));
    for (Histogram.Bar bar : histogram.bars()) {
      path.append('V').append(Svg.at(y(share.applyAsDouble(bar))));
      path.append('H').append(Svg.at(x(bar.end())));
    }
    return path.append('V').append(Svg.at(y(0))).toString();
  }

  private static double x(double position) {
    return LEFT + position * (WIDTH - LEFT - RIGHT);
  }

  private double y(double share) {
    return HEIGHT - BOTTOM - share / highest * (HEIGHT - BOTTOM - TOP);
  }
}
