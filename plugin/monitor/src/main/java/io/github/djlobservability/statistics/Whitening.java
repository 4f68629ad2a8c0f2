package io.github.djlobservability.statistics;

import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /**
   * Returns the correlations of the scores of rows whose whitened covariances are these.
   *
   * @param whitened symmetric; null for the rows this was made of
   */
  public double[][] correlations(double @Nullable [][] whitened) {
    double[][] covariances = restored(whitened == null ? identity() : whitened);
    double[][] correlations = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        double scale = Math.sqrt(covariances[i][i] * covariances[j][j]);
        correlations[i][j] = scale > 0 ? covariances[i][j] / scale : 0;
      }
    }
    return correlations;
  }

  private double[][] identity() {
    double[][] identity = new double[size][size];
    for (int i = 0; i < size; i++) {
      identity[i][i] = 1;
    }
    return identity;
  }

  /** L S L'. */
  private double[][] restored(double[][] whitened) {
    double[][] half = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        for (int k = 0; k <= i; k++) {
          half[i][j] += columns[k][i] * whitened[k][j];
        }
      }
    }
    double[][] full = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        for (int k = 0; k <= j; k++) {
          full[i][j] += half[i][k] * columns[k][j];
        }
      }
    }
    return full;
  }
}
