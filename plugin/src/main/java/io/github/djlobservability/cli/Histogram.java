package io.github.djlobservability.cli;

import io.github.djlobservability.profile.NumericProfile;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Series;
import java.util.ArrayList;
import java.util.List;

/**
 * Two distributions side by side, ready to be drawn.
 *
 * @param bars from left to right
 * @param numeric whether the bars are intervals of one axis
 */
record Histogram(List<Bar> bars, boolean numeric) {

  private static final int BINS = 30;

  /** The rest is in the outermost bars. */
  private static final double TAIL = 0.005;

  private static final int MAX_CATEGORIES = 12;

  /**
   * A bar.
   *
   * @param label what it stands for
   * @param start where a numeric bar begins; otherwise NaN
   * @param reference share of the reference, 0 to 1
   * @param current share of the current rows, 0 to 1
   */
  record Bar(String label, double start, double reference, double current) {}

  static Histogram of(Series series, ReferenceProfile reference, ReferenceProfile current) {
    return series.isCategorical()
        ? categorical(new CategoryCells(reference.categories(series), current.categories(series)))
        : numeric(reference.numeric(series), current.numeric(series));
  }

  private static Histogram categorical(CategoryCells cells) {
    List<Bar> bars = new ArrayList<>();
    double reference = 0;
    double current = 0;
    for (CategoryCells.Cell cell : cells.cells()) {
      if (bars.size() < MAX_CATEGORIES) {
        bars.add(
            new Bar(
                cell.category(), Double.NaN, cells.referenceShare(cell), cells.currentShare(cell)));
      } else {
        reference += cells.referenceShare(cell);
        current += cells.currentShare(cell);
      }
    }
    if (reference + current > 0) {
      bars.add(new Bar("(others)", Double.NaN, reference, current));
    }
    return new Histogram(bars, false);
  }

  private static Histogram numeric(NumericProfile reference, NumericProfile current) {
    if (reference.count() == 0 || current.count() == 0) {
      return new Histogram(List.of(), true);
    }
    double[] a = reference.quantiles(TAIL, 1 - TAIL);
    double[] b = current.quantiles(TAIL, 1 - TAIL);
    double from = Math.min(a[0], b[0]);
    double to = Math.max(a[1], b[1]);
    int bins = to > from ? BINS : 1;
    double width = to > from ? (to - from) / bins : 1;
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < bins; i++) {
      double start = from + i * width;
      double low = i == 0 ? Double.NEGATIVE_INFINITY : start;
      double high = i == bins - 1 ? Double.POSITIVE_INFINITY : from + (i + 1) * width;
      bars.add(
          new Bar(
              Words.number(start) + " to " + Words.number(from + (i + 1) * width),
              start,
              share(reference, low, high),
              share(current, low, high)));
    }
    return new Histogram(bars, true);
  }

  private static double share(NumericProfile numbers, double from, double to) {
    return (double) (numbers.countBelow(to) - numbers.countBelow(from)) / numbers.count();
  }

  /** The longest bar, so that all fit. */
  double highest() {
    return bars.stream().mapToDouble(b -> Math.max(b.reference(), b.current())).max().orElse(0);
  }
}
