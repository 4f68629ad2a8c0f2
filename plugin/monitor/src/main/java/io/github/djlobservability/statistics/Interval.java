package io.github.djlobservability.statistics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A figure with its interval of 95 %.
 *
 * @param value the figure; NaN where it is not defined
 * @param low the interval's lower end; NaN where it is not known
 * @param high its upper end
 */
public record Interval(double value, double low, double high) {

  /** The quantile of the normal distribution for 95 %. */
  static final double Z = 1.959963984540054;

  public static final Interval UNDEFINED = new Interval(Double.NaN, Double.NaN, Double.NaN);

  /** Returns a figure whose interval is not known. */
  static Interval of(double value) {
    return new Interval(value, Double.NaN, Double.NaN);
  }

  /**
   * Returns a rate, with Wilson's interval.
   *
   * @param items how many independent items it is of; with weights, how many the weights are worth
   */
  public static Interval wilson(double rate, double items) {
    if (Double.isNaN(rate) || !(items > 0)) {
      return of(rate);
    }
    double z2 = Z * Z;
    double middle = (rate + z2 / (2 * items)) / (1 + z2 / items);
    double half =
        Z / (1 + z2 / items) * Math.sqrt(rate * (1 - rate) / items + z2 / (4 * items * items));
    // Rounding leaves something of what is exactly 0 or 1.
    return new Interval(
        rate,
        rate == 0 ? 0 : Math.max(0, middle - half),
        rate == 1 ? 1 : Math.min(1, middle + half));
  }

  /** Returns a figure whose error is about normal, with its standard error. */
  public static Interval normal(double value, double error) {
    return new Interval(value, value - Z * error, value + Z * error);
  }

  /**
   * Returns the same of a figure between 0 and 1: as long as it is inside, so are the interval's
   * ends.
   */
  public static Interval logit(double value, double error) {
    if (!(value > 0 && value < 1)) {
      return of(value);
    }
    double middle = Math.log(value / (1 - value));
    double half = Z * error / (value * (1 - value));
    return new Interval(value, logistic(middle - half), logistic(middle + half));
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** Returns the same of a figure that can't be below 0. */
  public Interval notNegative() {
    return new Interval(value, Math.max(0, low), high);
  }

  /** Returns the same, stretched to hold the figure, which its bounds may leave out by chance. */
  public Interval withValue() {
    return new Interval(value, Math.min(value, low), Math.max(value, high));
  }

  /** Returns the same, cut to values from 0 to 1. */
  public Interval clipped() {
    return new Interval(value, Math.max(0, low), Math.min(1, high));
  }

  public void write(DataOutput out) throws IOException {
    out.writeDouble(value);
    out.writeDouble(low);
    out.writeDouble(high);
  }

  public static Interval read(DataInput in) throws IOException {
    return new Interval(in.readDouble(), in.readDouble(), in.readDouble());
  }
}
