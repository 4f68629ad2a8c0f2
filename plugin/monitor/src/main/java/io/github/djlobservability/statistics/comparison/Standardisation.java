package io.github.djlobservability.statistics.comparison;

import io.github.djlobservability.statistics.Moments;

/**
 * Takes each column's mean over some rows off and divides by its standard deviation there (divided
 * by n). Immutable.
 */
final class Standardisation {

  private final Moments[] columns;

  private Standardisation(Moments[] columns) {
    this.columns = columns;
  }

  /** By these rows, one at least, all of measurable values. */
  static Standardisation of(double[][] rows) {
    Moments[] columns = new Moments[rows[0].length];
    for (int j = 0; j < columns.length; j++) {
      columns[j] = new Moments();
      for (double[] row : rows) {
        columns[j].add(row[j]);
      }
    }
    return new Standardisation(columns);
  }

  /** Returns a standardised copy; a column that was constant is only centred. */
  double[] apply(double[] row) {
    double[] result = new double[row.length];
    for (int j = 0; j < row.length; j++) {
      double deviation = row[j] - columns[j].mean();
      double scale = columns[j].standardDeviation();
      result[j] = scale > 0 ? deviation / scale : deviation;
    }
    return result;
  }

  double[][] apply(double[][] rows) {
    double[][] result = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      result[i] = apply(rows[i]);
    }
    return result;
  }
}
