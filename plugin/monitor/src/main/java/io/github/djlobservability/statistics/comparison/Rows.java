package io.github.djlobservability.statistics.comparison;

import io.github.djlobservability.statistics.Magnitude;
import java.util.Arrays;

/** The measurable rows of a sample, checked to be of one length. */
final class Rows {

  private Rows() {}

  /** Returns the rows of measurable values only, themselves and not copies. */
  public static double[][] measurable(String name, double[][] rows, int columns) {
    double[][] measurable = new double[rows.length][];
    int size = 0;
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != columns) {
        throw new IllegalArgumentException(
            name + "[" + i + "] has " + rows[i].length + " columns, expected " + columns);
      }
      if (isMeasurable(rows[i])) {
        measurable[size++] = rows[i];
      }
    }
    return Arrays.copyOf(measurable, size);
  }

  /** Returns the columns of the first row there is; 0 when there is none. */
  public static int columns(double[][] reference, double[][] current) {
    if (reference.length > 0) {
      return reference[0].length;
    }
    return current.length > 0 ? current[0].length : 0;
  }

  private static boolean isMeasurable(double[] row) {
    for (double value : row) {
      if (!Magnitude.isMeasurable(value)) {
        return false;
      }
    }
    return true;
  }

  public static double[][] concat(double[][] first, double[][] second) {
    double[][] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
