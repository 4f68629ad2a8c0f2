package io.github.djlobservability.console.page.part;

import io.github.djlobservability.html.Svg;
import io.github.djlobservability.model.Trend;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Draws the course of a figure as a small line, of up to {@value #MOST} points. */
public final class Sparkline {
  private static final int MOST = 40;
  private static final int WIDTH = 80;
  private static final int HEIGHT = 20;

  private Sparkline() {}

  /** Draws how a figure went. */
  public static Svg of(List<Trend.Point> trend, ToDoubleFunction<Trend.Point> figure) {
    Svg svg = new Svg(WIDTH, HEIGHT, "");
    List<Trend.Point> points = trend.subList(Math.max(0, trend.size() - MOST), trend.size());
    double highest = points.stream().mapToDouble(figure).max().orElse(0);
    if (points.size() > 1 && highest > 0) {
      StringBuilder path = new StringBuilder();
      double step = (double) WIDTH / (MOST - 1);
      double x = WIDTH - step * (points.size() - 1);
      for (Trend.Point point : points) {
        double y = HEIGHT - 1 - figure.applyAsDouble(point) / highest * (HEIGHT - 2);
        path.append(path.isEmpty() ? 'M' : 'L').append(Math.round(x)).append(' ');
        path.append(Math.round(y));
        x += step;
      }
      svg.path("line", path.toString());
    }
    return svg;
  }
}
