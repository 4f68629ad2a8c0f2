package io.github.djlobservability.report.form;

import io.github.djlobservability.profile.NumericProfile;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Series;
import io.github.djlobservability.report.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Two distributions of numbers on one axis, ready to be drawn.
 *
 * @param axis of all bars
 * @param bars from left to right, each beginning where the last ends
 * @param quantity in whose terms numbers are told
 */
record Histogram(Axis axis, List<Bar> bars, Quantity quantity) {

  private static final int BARS = 30;

  /** Evenly spaced values up to which each has a bar of its own. */
  private static final int MAX_BARS = 50;

  private static final int MAX_VALUES = 500;

  /** How far values may be from evenly spaced, in terms of the space: they may be rounded. */
  private static final double EVEN = 0.05;

  /** The rest is in the outermost bars. */
  private static final double TAIL = 0.005;

  /** Numbers farther out are in the outermost bars, for an axis has a finite length. */
  private static final double FARTHEST = Double.MAX_VALUE / 8;

  /** A narrower axis, in terms of its numbers, is lost in rounding. */
  private static final double NARROWEST = 1e-12;

  /** Larger whole numbers are not all doubles. */
  private static final double MAX_WHOLE = 1L << 52;

  /** A plain axis with that much in one bar of both shows nothing. */
  private static final double CROWDED = 0.7;

  /**
   * A bar.
   *
   * @param label what it stands for
   * @param end where it ends on the axis, 0 to 1
   * @param reference share of the reference, 0 to 1
   * @param current share of the current rows, 0 to 1
   */
  record Bar(String label, double end, double reference, double current) {}

  /** Draws a numeric series; both profiles have numbers. */
  static Histogram of(Series series, ReferenceProfile reference, ReferenceProfile current) {
    NumericProfile before = reference.numeric(series);
    NumericProfile after = current.numeric(series);
    double[] a = before.quantiles(TAIL, 1 - TAIL);
    double[] b = after.quantiles(TAIL, 1 - TAIL);
    double from = Math.max(-FARTHEST, Math.min(a[0], b[0]));
    double to = Math.min(FARTHEST, Math.max(a[1], b[1]));
    double step = step(series, reference, current);
    if (step > 0) {
      // A bar holds as many of the possible numbers as any other.
      double count = Math.rint((to - from) / step) + 1;
      double width = Math.ceil(count / (count <= MAX_BARS ? MAX_BARS : BARS));
      int bars = (int) Math.ceil(count / width);
      double start = from - step / 2;
      Axis axis = new Axis(start, start + bars * width * step, 0, step == 1);
      return readable(before, after, axis, bars, step);
    }
    boolean spread = to - from > NARROWEST * Math.max(Math.abs(from), Math.abs(to));
    double margin = spread ? 0 : from == 0 ? 1 : Math.abs(from) / 2;
    Axis axis = new Axis(from - margin, to + margin, 0, false);
    return readable(before, after, axis, spread ? BARS : 1, 0);
  }

  /** Finds the step that all numbers of both samples are multiples of apart; 0 if there is none. */
  private static double step(Series series, ReferenceProfile reference, ReferenceProfile current) {
    double[] values =
        DoubleStream.concat(
                Arrays.stream(reference.sample().numbers(series)),
                Arrays.stream(current.sample().numbers(series)))
            .filter(Double::isFinite)
            .sorted()
            .distinct()
            .toArray();
    if (Arrays.stream(values).allMatch(x -> x == Math.rint(x) && Math.abs(x) < MAX_WHOLE)) {
      return 1;
    }
    if (values.length < 2 || values.length > MAX_VALUES) {
      return 0;
    }
    double step = (values[values.length - 1] - values[0]) / (values.length - 1);
    return IntStream.range(0, values.length)
            .allMatch(i -> Math.abs(values[i] - values[0] - i * step) < EVEN * step)
        ? step
        : 0;
  }

  /** On this axis, or a stretched one if nearly all would be in one of many bars. */
  private static Histogram readable(
      NumericProfile before, NumericProfile after, Axis axis, int count, double step) {
    Histogram plain = of(before, after, axis, count, step);
    boolean crowded =
        count >= BARS / 2
            && plain.bars.stream()
                .anyMatch(bar -> Math.min(bar.reference(), bar.current()) > CROWDED);
    double size = crowded ? usualSize(before, after) : 0;
    return size > 0 && size < Math.max(-axis.from(), axis.to())
        ? of(before, after, new Axis(axis.from(), axis.to(), size, false), BARS, 0)
        : plain;
  }

  /**
   * Returns a size that many numbers other than 0 have, not the largest; 0 if hardly any is not 0.
   */
  private static double usualSize(NumericProfile before, NumericProfile after) {
    for (double share : new double[] {0.75, 0.9, 0.95, 0.98}) {
      double least = Double.POSITIVE_INFINITY;
      for (NumericProfile numbers : List.of(before, after)) {
        for (double quantile : numbers.quantiles(1 - share, share)) {
          least = quantile == 0 ? least : Math.min(least, Math.abs(quantile));
        }
      }
      if (Double.isFinite(least)) {
        return least;
      }
    }
    return 0;
  }

  private static Histogram of(
      NumericProfile before, NumericProfile after, Axis axis, int count, double step) {
    Quantity quantity = Quantity.of(before);
    List<Bar> bars = new ArrayList<>();
    double start = axis.from();
    for (int i = 1; i <= count; i++) {
      double position = (double) i / count;
      double end = i == count ? axis.to() : axis.value(position);
      double low = i == 1 ? Double.NEGATIVE_INFINITY : start;
      double high = i == count ? Double.POSITIVE_INFINITY : end;
      bars.add(
          new Bar(
              label(quantity, start, end, step),
              position,
              share(before, low, high),
              share(after, low, high)));
      start = end;
    }
    return new Histogram(axis, bars, quantity);
  }

  /** Returns an interval, or the number in its middle if there can be but one. */
  private static String label(Quantity quantity, double start, double end, double step) {
    return end - start < 1.5 * step
        ? quantity.text(step == 1 ? Math.rint((start + end) / 2) : (start + end) / 2)
        : quantity.text(start) + " to " + quantity.text(end);
  }

  private static double share(NumericProfile numbers, double from, double to) {
    return (double) (numbers.countBelow(to) - numbers.countBelow(from)) / numbers.count();
  }

  /** Returns the longest bar, so that all fit. */
  double highest() {
    return bars.stream().mapToDouble(b -> Math.max(b.reference(), b.current())).max().orElse(0);
  }
}
