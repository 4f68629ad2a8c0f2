package io.github.djlobservability.report.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An axis of numbers: plain, or with the ends drawn nearer, for numbers most of which lie close
 * together while a few lie far out.
 *
 * @param from where it begins, finite
 * @param to where it ends, more than {@code from} and by no more than the largest double
 * @param stretch up to about which size numbers are evenly spaced, beyond it their logarithms are;
 *     0 for a plain axis
 * @param whole whether it is of whole numbers, so that ticks are
 */
record Axis(double from, double to, double stretch, boolean whole) {

  /** Ticks at most, or one more. */
  private static final int TICKS = 5;

  /** Ticks nearer than this share of the axis would run into each other. */
  private static final double MIN_GAP = 0.14;

  private static final double LARGE = 1e6;
  private static final double SMALL = 1e-4;

  /** A place on the axis that is named. */
  record Tick(double position, String label) {}

  /** Returns the place of a number, 0 at the beginning of the axis and 1 at its end. */
  double position(double value) {
    return (scaled(value) - scaled(from)) / (scaled(to) - scaled(from));
  }

  /** Returns the number at a position. */
  double value(double position) {
    double scaled = scaled(from) + position * (scaled(to) - scaled(from));
    return stretch == 0 ? scaled : stretch * Math.sinh(scaled);
  }

  /**
   * Returns the inverse hyperbolic sine: like the number near 0, like its logarithm far from it.
   */
  private double scaled(double value) {
    if (stretch == 0) {
      return value;
    }
    double size = Math.abs(value) / stretch;
    return Math.copySign(Math.log(size + Math.sqrt(size * size + 1)), value);
  }

  /** Round numbers along the axis. */
  List<Tick> ticks() {
    return stretch == 0 ? evenTicks() : powersOfTen();
  }

  private List<Tick> evenTicks() {
    double step = Math.max(whole ? 1 : 0, roundStep(to / TICKS - from / TICKS));
    double first = Math.ceil(from / step - 1e-9);
    List<Tick> ticks = new ArrayList<>();
    // The bound is for axes so far from 0 that a step is lost in rounding.
    for (int i = 0; i <= 2 * TICKS && (first + i) * step <= to + step * 1e-9; i++) {
      double value = (first + i) * step;
      ticks.add(new Tick(position(value), label(value, step)));
    }
    return ticks;
  }

  private List<Tick> powersOfTen() {
    List<Tick> ticks = new ArrayList<>();
    int lowest = (int) Math.ceil(Math.log10(stretch));
    int highest = (int) Math.floor(Math.log10(Math.max(Math.abs(from), Math.abs(to))));
    for (int power = highest; power >= lowest; power--) {
      addTick(ticks, -Math.pow(10, power));
    }
    addTick(ticks, 0);
    for (int power = lowest; power <= highest; power++) {
      addTick(ticks, Math.pow(10, power));
    }
    return ticks;
  }

  private void addTick(List<Tick> ticks, double value) {
    double position = position(value);
    double last = ticks.isEmpty() ? -1 : ticks.get(ticks.size() - 1).position();
    if (value >= from && value <= to && position - last >= MIN_GAP) {
      ticks.add(new Tick(position, label(value, Math.abs(value))));
    }
  }

  /** Returns the next of 1, 2, 5, 10, 20, ... */
  static double roundStep(double least) {
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    double factor = least / power;
    return power * (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10);
  }

  private static String label(double value, double step) {
    if (value == 0) {
      return "0";
    }
    if (Math.abs(value) >= LARGE || step < SMALL) {
      return String.format(Locale.ROOT, step < SMALL ? "%.3g" : "%.0e", value);
    }
    int decimals = Math.max(0, (int) -Math.floor(Math.log10(step) + 1e-9));
    // Years have four digits, and no comma.
    String comma = Math.abs(value) < 1e4 ? "" : ",";
    return String.format(Locale.ROOT, "%" + comma + "." + decimals + "f", value);
  }
}
