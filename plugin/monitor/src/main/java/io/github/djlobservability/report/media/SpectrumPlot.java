package io.github.djlobservability.report.media;

import io.github.djlobservability.html.PlotFrame;
import io.github.djlobservability.html.Svg;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Draws two spectra over each other, band by band. */
final class SpectrumPlot {
  private static final int STEP = 20;

  /** One band in three is named: labels of all would run into each other. */
  private static final int NAMED = 3;

  /** The middle of the first band, and of the last, as shares of the width. */
  private static final double FIRST = 0.044;

  private static final double LAST = 0.93;

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
    PlotFrame frame = new PlotFrame("Mean spectrum of the " + label);
    for (double level = lowest; level <= highest; level += STEP) {
      frame.level(share(level), String.format(Locale.ROOT, "%.0f", level));
    }
    for (int band = 0; band < hertz.size(); band += NAMED) {
      frame.below(x(band), hertz.get(band) + " Hz");
    }
    frame.svg().path("spectrum reference", path(frame, before));
    frame.svg().path("spectrum current", path(frame, after));
    double half = (x(1) - x(0)) / 2;
    for (int band = 0; band < before.length; band++) {
      String hint =
          hertz.get(band)
              + " Hz: reference "
              + decibels(before[band])
              + ", current "
              + decibels(after[band]);
      frame.hint(x(band) - half, x(band) + half, hint);
    }
    return frame.svg();
  }

  /** Silence, or recordings that don't reach so high, have none. */
  private static String decibels(double level) {
    return Double.isFinite(level) ? String.format(Locale.ROOT, "%.1f dB", level) : "none";
  }

  private String path(PlotFrame frame, double[] levels) {
    StringBuilder path = new StringBuilder();
    for (int band = 0; band < levels.length; band++) {
      if (Double.isFinite(levels[band])) {
        path.append(path.isEmpty() ? 'M' : 'L').append(Svg.at(frame.x(x(band))));
        path.append(' ').append(Svg.at(frame.y(share(levels[band]))));
      }
    }
    return path.toString();
  }

  private double x(int band) {
    return FIRST + (double) band / (hertz.size() - 1) * (LAST - FIRST);
  }

  private double share(double level) {
    return (level - lowest) / (highest - lowest);
  }
}
