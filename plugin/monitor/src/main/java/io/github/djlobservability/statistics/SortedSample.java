package io.github.djlobservability.statistics;

import java.util.Arrays;

/**
 * A sample of numbers in ascending order, sorted once and used by many measures. Immutable.
 *
 * <p>What is not {@linkplain Magnitude#isMeasurable measurable} is left out. Negative zero is zero.
 */
public final class SortedSample {

  private final double[] values;

  private SortedSample(double[] values) {
    this.values = values;
  }

  /** Returns the measurable ones among {@code values}, which may be in any order and are copied. */
  public static SortedSample of(double... values) {
    double[] measurable = new double[values.length];
    int size = 0;
    for (double value : values) {
      if (Magnitude.isMeasurable(value)) {
        // Adding zero turns negative zero into zero.
        measurable[size++] = value + 0.0;
      }
    }
    measurable = Arrays.copyOf(measurable, size);
    Arrays.sort(measurable);
    return new SortedSample(measurable);
  }

  /** Returns how many numbers. */
  public int size() {
    return values.length;
  }

  /** Returns whether there is none. */
  public boolean isEmpty() {
    return values.length == 0;
  }

  /** Returns the number at {@code index}, counted from 0 in ascending order. */
  public double get(int index) {
    return values[index];
  }

  /** Returns mean and standard deviation of these numbers. */
  public Moments moments() {
    Moments moments = new Moments();
    for (double value : values) {
      moments.add(value);
    }
    return moments;
  }

  /**
   * Returns the quantile at {@code share}, from 0 to 1, linear between neighbours; NaN when empty
   * (R. J. Hyndman and Y. Fan, The American Statistician 50, 1996, definition 7).
   */
  public double quantile(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share must be in [0, 1], got " + share);
    }
    if (isEmpty()) {
      return Double.NaN;
    }
    double position = share * (values.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, values.length - 1);
    return values[below] + (position - below) * (values[above] - values[below]);
  }

  /** Returns the numbers themselves, for reading only. */
  public double[] values() {
    return values;
  }
}
