package io.github.djlobservability.report.media;

import io.github.djlobservability.html.Svg;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Draws two spectra over each other, band by band. */
final class SpectrumPlot {
  private static final int WIDTH = 360;
  private static final int HEIGHT = 150;
  private static final int LEFT = 36;
  private static final int RIGHT = 8;
  private static final int TOP = 10;
  private static final int BOTTOM = 20;
  private static final int STEP = 20;

  /** One band in three is named: labels of all would run into each other. */
  private static final int NAMED = 3;

  private final List<Integer> hertz;
  private final double[] before;
  private final double[] after;
  private final double lowest;
  private final double highest;

  /**
   * @param hertz the middle of each band
   * @param before of the reference, in dB
   * @param after of now; NaN where there is none
   */
  SpectrumPlot(List<Integer> hertz, double[] before, double[] after) {
    this.hertz = hertz;
    this.before = before;
    this.after = after;
    double[] all =
        DoubleStream.concat(Arrays.stream(before), Arrays.stream(after))
            .filter(Double::isFinite)
            .toArray();
    lowest = STEP * Math.floor(Arrays.stream(all).min().orElse(0) / STEP);
    highest = Math.max(lowest + STEP, STEP * Math.ceil(Arrays.stream(all).max().orElse(0) / STEP));
  }

  /** Returns the drawing. */
  Svg svg(String label) {
    Svg svg = new Svg(WIDTH, HEIGHT, "Mean spectrum of the " + label);
    for (double level = lowest; level <= highest; level += STEP) {
      svg.line(level == lowest ? "axis" : "grid", LEFT, y(level), WIDTH - RIGHT, y(level));
      svg.text("end", LEFT - 4, y(level) + 3.5, String.format(Locale.ROOT, "%.0f", level));
    }
    for (int band = 0; band < hertz.size(); band += NAMED) {
      svg.text("middle", x(band), HEIGHT - 5, hertz.get(band) + " Hz");
    }
    svg.path("spectrum reference", path(before));
    svg.path("spectrum current", path(after));
    double width = x(1) - x(0);
    for (int band = 0; band < before.length; band++) {
      String hint =
          String.format(
              Locale.ROOT,
              "%d Hz: reference %.1f dB, current %.1f dB",
              hertz.get(band),
              before[band],
              after[band]);
      svg.hint(x(band) - width / 2, TOP, width, HEIGHT - BOTTOM - TOP, hint);
    }
    return svg;
  }

  private String path(double[] levels) {
    StringBuilder path = new StringBuilder();
    for (int band = 0; band < levels.length; band++) {
      if (Double.isFinite(levels[band])) {
        path.append(path.isEmpty() ? 'M' : 'L').append(Svg.at(x(band)));
        path.append(' ').append(Svg.at(y(levels[band])));
      }
    }
    return path.toString();
  }

  private double x(int band) {
    return LEFT + 14 + (double) band / (hertz.size() - 1) * (WIDTH - LEFT - RIGHT - 36);
  }

  private double y(double level) {
    double share = (level - lowest) / (highest - lowest);
    return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP);
  }
}
