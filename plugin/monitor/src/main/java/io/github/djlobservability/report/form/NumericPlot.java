package io.github.djlobservability.report.form;

import io.github.djlobservability.html.PlotFrame;
import io.github.djlobservability.html.Svg;
import io.github.djlobservability.report.Words;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Draws two distributions of numbers over each other: the reference filled, the current a line. */
final class NumericPlot {

  private static final int GRID = 3;

  private final Histogram histogram;
  private final double highest;

  NumericPlot(Histogram histogram) {
    this.histogram = histogram;
    this.highest = histogram.highest();
  }

  /** Returns the drawing. */
  String svg(String label) {
    PlotFrame frame = new PlotFrame(label);
    grid(frame);
    frame.svg().path("reference", steps(frame, Histogram.Bar::reference));
    frame.svg().path("current", steps(frame, Histogram.Bar::current));
    double start = 0;
    for (Histogram.Bar bar : histogram.bars()) {
      String hint =
          bar.label()
              + ": reference "
              + Words.percent(bar.reference())
              + ", current "
              + Words.percent(bar.current());
      frame.hint(start, bar.end(), hint);
      start = bar.end();
    }
    return frame.svg().end();
  }

  private void grid(PlotFrame frame) {
    double step = Axis.roundStep(highest / GRID);
    for (int i = 0; i * step <= highest; i++) {
      frame.level(i * step / highest, percent(i * step));
    }
    for (Axis.Tick tick : histogram.axis().ticks()) {
      frame.tick(tick.position());
      frame.below(tick.position(), label(tick));
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

  private String steps(PlotFrame frame, ToDoubleFunction<Histogram.Bar> share) {
    StringBuilder path = new StringBuilder("M" + Svg.at(frame.x(0)) + " " + Svg.at(frame.y(0)));
    for (Histogram.Bar bar : histogram.bars()) {
      path.append('V').append(Svg.at(frame.y(share.applyAsDouble(bar) / highest)));
      path.append('H').append(Svg.at(frame.x(bar.end())));
    }
    return path.append('V').append(Svg.at(frame.y(0))).toString();
  }
}
