package io.github.djlobservability.statistics;

import java.util.List;

/**
 * Takes out of a row's scores how they hang together in some rows of the reference: what is left
 * has, in those rows, unit variances and no correlations. Immutable.
 */
public final class Whitening {

  /** Is added to each score's variance, so that columns that are alike do no harm. */
  private static final double RIDGE = 0.01;

  private final int size;

  /** Columns of the lower triangle L of the covariances C = L L'. */
  private final double[][] columns;

  private Whitening(double[][] lower) {
    this.size = lower.length;
    this.columns = cholesky(lower);
  }

  /** By the covariances of these scores. */
  public static Whitening of(List<double[]> scores) {
    int size = scores.get(0).length;
    double[][] sums = new double[size][size];
    for (double[] row : scores) {
      for (int i = 0; i < size; i++) {
        for (int j = 0; j <= i; j++) {
          sums[i][j] += row[i] * row[j] / scores.size();
        }
      }
    }
    for (int i = 0; i < size; i++) {
      sums[i][i] += RIDGE;
    }
    return new Whitening(sums);
  }

  private static double[][] cholesky(double[][] lower) {
    int size = lower.length;
    double[][] columns = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double rest = lower[i][j];
        for (int k = 0; k < j; k++) {
          rest -= columns[k][i] * columns[k][j];
        }
        columns[j][i] = i == j ? Math.sqrt(Math.max(rest, RIDGE / 2)) : rest / columns[j][j];
      }
    }
    return columns;
  }

  /** Returns how many scores a row has. */
  public int size() {
    return size;
  }

  /**
   * Puts the solution y of L y = scores into an array. Goes column by column: then no step of the
   * inner loop waits for the one before.
   */
  public void solve(double[] scores, double[] whitened) {
    System.arraycopy(scores, 0, whitened, 0, size);
    for (int k = 0; k < size; k++) {
      double[] column = columns[k];
      double solved = whitened[k] / column[k];
      whitened[k] = solved;
      for (int i = k + 1; i < size; i++) {
        whitened[i] -= column[i] * solved;
      }
    }
  }

  /** Returns the correlations of the scores of the rows that this was made of. */
  public double[][] correlations() {
    double[][] covariances = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        for (int k = 0; k <= Math.min(i, j); k++) {
          covariances[i][j] += columns[k][i] * columns[k][j];
        }
      }
    }
    return scaled(covariances);
  }

  /** Returns the correlations of scores of other rows, by the same rule for columns alike. */
  public static double[][] correlations(List<double[]> scores) {
    int size = scores.get(0).length;
    double[] means = new double[size];
    for (double[] row : scores) {
      for (int i = 0; i < size; i++) {
        means[i] += row[i] / scores.size();
      }
    }
    double[][] covariances = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        covariances[i][j] = i == j ? RIDGE : 0;
        for (double[] row : scores) {
          covariances[i][j] += (row[i] - means[i]) * (row[j] - means[j]) / scores.size();
        }
      }
    }
    return scaled(covariances);
  }

  private static double[][] scaled(double[][] covariances) {
    int size = covariances.length;
    double[][] correlations = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        correlations[i][j] = covariances[i][j] / Math.sqrt(covariances[i][i] * covariances[j][j]);
      }
    }
    return correlations;
  }
}
