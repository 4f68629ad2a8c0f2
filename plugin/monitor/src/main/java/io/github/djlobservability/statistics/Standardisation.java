package io.github.djlobservability.statistics;

/** Each column's mean and standard deviation over some rows, taken off and divided by. */
final class Standardisation {

  private final ReferenceMoments[] columns;

  private Standardisation(ReferenceMoments[] columns) {
    this.columns = columns;
  }

  /** From these rows; there is at least one. */
  static Standardisation of(double[][] rows) {
    ReferenceMoments[] columns = new ReferenceMoments[rows[0].length];
    RunningMoments moments = new RunningMoments();
    for (int j = 0; j < columns.length; j++) {
      moments.clear();
      for (double[] row : rows) {
        moments.add(row[j]);
      }
      columns[j] = moments.toReference();
    }
    return new Standardisation(columns);
  }

  /** A standardised copy; a column that was constant is only centred. */
  double[] apply(double[] row) {
    double[] result = new double[row.length];
    for (int j = 0; j < row.length; j++) {
      ReferenceMoments column = columns[j];
      double deviation = row[j] - column.mean();
      double scale = column.standardDeviation();
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
