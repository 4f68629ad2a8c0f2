package io.github.djlobservability.statistics.comparison;

import java.util.Arrays;

/**
 * A small logistic regression with a ridge penalty, fitted by Nesterov's accelerated gradient
 * descent. Its columns should be standardised.
 *
 * <p>Y. Nesterov, Soviet Mathematics Doklady 27, 1983.
 */
final class LogisticRegression {

  private static final int STEPS = 100;
  private static final int POWER_STEPS = 20;

  /** The gradient's steepness is found from below, so steps are a little shorter than it allows. */
  private static final double CAUTION = 1.1;

  private final double[] weights;
  private final double intercept;

  private LogisticRegression(double[] weights, double intercept) {
    this.weights = weights;
    this.intercept = intercept;
  }

  /**
   * Fits to rows of which the ones in {@code positive} should score high.
   *
   * @param ridge penalty on the squared weights, on the mean loss's scale
   */
  static LogisticRegression fit(double[][] rows, boolean[] positive, double ridge) {
    int columns = rows[0].length;
    double step = 1 / (CAUTION * steepness(rows) + ridge);
    // The last entry is the intercept.
    double[] weights = new double[columns + 1];
    double[] ahead = new double[columns + 1];
    double[] gradient = new double[columns + 1];
    for (int i = 0; i < STEPS; i++) {
      gradient(rows, positive, ridge, ahead, gradient);
      double momentum = i / (i + 3.0);
      for (int j = 0; j <= columns; j++) {
        double next = ahead[j] - step * gradient[j];
        ahead[j] = next + momentum * (next - weights[j]);
        weights[j] = next;
      }
    }
    return new LogisticRegression(Arrays.copyOf(weights, columns), weights[columns]);
  }

  /** Returns the log-odds of being positive. */
  double score(double[] row) {
    return intercept + dot(weights, row, row.length);
  }

  private static void gradient(
      double[][] rows, boolean[] positive, double ridge, double[] at, double[] gradient) {
    int columns = at.length - 1;
    Arrays.fill(gradient, 0);
    for (int i = 0; i < rows.length; i++) {
      double score = at[columns] + dot(at, rows[i], columns);
      double error = 1 / (1 + Math.exp(-score)) - (positive[i] ? 1 : 0);
      addScaled(gradient, rows[i], error / rows.length);
      gradient[columns] += error / rows.length;
    }
    for (int j = 0; j < columns; j++) {
      gradient[j] += ridge * at[j];
    }
  }

  /**
   * Returns a quarter of the largest eigenvalue of the mean of {@code (row, 1) (row, 1)'}, by
   * powers.
   */
  private static double steepness(double[][] rows) {
    int columns = rows[0].length;
    double[] direction = new double[columns + 1];
    Arrays.fill(direction, 1 / Math.sqrt(columns + 1.0));
    double length = 1;
    for (int i = 0; i < POWER_STEPS; i++) {
      double[] image = new double[columns + 1];
      for (double[] row : rows) {
        double along = (direction[columns] + dot(direction, row, columns)) / rows.length;
        addScaled(image, row, along);
        image[columns] += along;
      }
      length = Math.sqrt(dot(image, image, image.length));
      for (int j = 0; j <= columns; j++) {
        direction[j] = image[j] / length;
      }
    }
    return length / 4;
  }

  private static double dot(double[] a, double[] b, int length) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void addScaled(double[] sum, double[] row, double scale) {
    for (int i = 0; i < row.length; i++) {
      sum[i] += scale * row[i];
    }
  }
}
