package io.github.djlobservability.console.page.part;

import io.github.djlobservability.drift.ValueSpread;
import io.github.djlobservability.html.Svg;
import io.github.djlobservability.report.Words;
import java.util.List;

/** Draws how values are spread: the reference filled, the last window as a line over it. */
public final class SpreadPlot {
  private static final int WIDTH = 120;
  private static final int HEIGHT = 32;

  /** Share of a bar's width that is between categories. */
  private static final double GAP = 0.25;

  private final ValueSpread spread;
  private final double highest;
  private final double step;

  /** Draws how the values of a feature are spread. */
  public SpreadPlot(ValueSpread spread) {
    this.spread = spread;
    highest =
        Math.max(
            highest(spread.reference()),
            spread.current().isEmpty() ? 0 : highest(spread.current()));
    step = (double) WIDTH / Math.max(1, spread.reference().size());
  }

  private static double highest(List<Double> shares) {
    return shares.stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  /** The drawing; what it shows also stands beside it. */
  public Svg svg() {
    Svg svg = new Svg(WIDTH, HEIGHT, "");
    if (highest > 0) {
      svg.path("reference", steps(spread.reference()));
      if (!spread.current().isEmpty()) {
        svg.path("current", steps(spread.current()));
      }
      hints(svg);
    }
    return svg;
  }

  /** One line along all bars of numbers; categories stand apart. */
  private String steps(List<Double> shares) {
    boolean apart = !spread.categories().isEmpty();
    StringBuilder path = new StringBuilder(apart ? "" : "M0 " + HEIGHT);
    for (int i = 0; i < shares.size(); i++) {
      if (apart) {
        path.append('M').append(Svg.at(step * i)).append(' ').append(HEIGHT);
      }
      path.append('V').append(Svg.at(y(shares.get(i))));
      path.append('H').append(Svg.at(step * (i + 1) - (apart ? step * GAP : 0)));
      path.append(apart ? "V" + HEIGHT : "");
    }
    return path.append(apart ? "" : "V" + HEIGHT).append('Z').toString();
  }

  private double y(double share) {
    return HEIGHT - share / highest * (HEIGHT - 1);
  }

  /** Writes the hints of categories, which are few and have names. */
  private void hints(Svg svg) {
    for (int i = 0; i < spread.categories().size(); i++) {
      String now =
          spread.current().isEmpty() ? "" : ", now " + Words.percent(spread.current().get(i));
      String name = spread.categories().get(i);
      svg.hint(
          step * i,
          0,
          step,
          HEIGHT,
          shortened(name) + ": reference " + Words.percent(spread.reference().get(i)) + now);
    }
  }

  private static String shortened(String name) {
    return name.length() <= 40 ? name : name.substring(0, 40) + "…";
  }

  /** Returns the ends of the axis, or how many categories there are. */
  public static String range(ValueSpread spread) {
    if (spread.categories().isEmpty()) {
      boolean whole = isHalf(spread.from()) && isHalf(spread.to());
      double from = whole ? Math.ceil(spread.from()) : spread.from();
      double to = whole ? Math.floor(spread.to()) : spread.to();
      return Figures.number(from) + " to " + Figures.number(to);
    }
    int size = spread.categories().size();
    return size == 1 ? "1 category" : size + " categories";
  }

  /** Whole numbers lie in the middle of bars. */
  private static boolean isHalf(double end) {
    return Math.abs(end - Math.floor(end) - 0.5) < 1e-9;
  }
}
