package io.github.djlobservability.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/**
 * How far a whole row is from the middle of the reference, in terms of how its numbers hang
 * together: the squared Mahalanobis distance of the row's normal scores. When columns that went
 * together no longer do, it grows although no column by itself has changed.
 *
 * <p>Numeric inputs take part, at most {@value #MAX_FEATURES} of them; a missing value counts as
 * the middle. A row costs the square of their number.
 *
 * <p>Correlations are those of every other row of the reference, so that the distances of the rows
 * between are like those of rows to come.
 *
 * <p>Not thread-safe: a buffer is used again.
 */
final class RowDistance {

  static final int MAX_FEATURES = 64;

  private static final int ROWS_PER_FEATURE = 20;

  /** What is added to each score's variance, so that columns that are alike do no harm. */
  private static final double RIDGE = 0.01;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private final int[] features;
  private final double[][] scoreOfCell;

  /** Lower triangle L of the correlations C = L L'. */
  private final double[][] factor;

  private final double[] buffer;

  private RowDistance(int[] features, double[][] scoreOfCell, double[][] rows) {
    this.features = features;
    this.scoreOfCell = scoreOfCell;
    this.buffer = new double[features.length];
    this.factor = cholesky(covariance(rows));
  }

  /** Of a model's reference; null if it has too few rows or fewer than two numeric inputs. */
  static @Nullable RowDistance of(ModelReference reference) {
    List<double[]> rows = reference.rows();
    int[] chosen = numericInputs(reference.features());
    if (rows == null || chosen.length < 2 || rows.size() < 2 * ROWS_PER_FEATURE * chosen.length) {
      return null;
    }
    double[][] scoreOfCell = new double[chosen.length][];
    for (int i = 0; i < chosen.length; i++) {
      scoreOfCell[i] = scores(reference.features().get(chosen[i]).counts());
    }
    List<double[]> fitted = new ArrayList<>();
    for (int row = 0; row < rows.size(); row += 2) {
      fitted.add(scores(reference, chosen, scoreOfCell, rows.get(row)));
    }
    return new RowDistance(chosen, scoreOfCell, fitted.toArray(new double[0][]));
  }

  private static int[] numericInputs(List<FeatureReference> features) {
    int[] chosen = new int[features.size()];
    int size = 0;
    for (int i = 0; i < chosen.length && size < MAX_FEATURES; i++) {
      FeatureReference feature = features.get(i);
      boolean varies = feature.summary().deviation() > 0;
      if (feature.isNumeric() && feature.kind() == DriftKind.DATA && varies) {
        chosen[size++] = i;
      }
    }
    return Arrays.copyOf(chosen, size);
  }

  /** The normal score of the middle of each cell. */
  private static double[] scores(long[] counts) {
    long total = Arrays.stream(counts).sum();
    double[] scores = new double[counts.length];
    long below = 0;
    for (int cell = 0; cell < counts.length; cell++) {
      double rank = (below + (counts[cell] + 1) / 2.0) / (total + 1);
      scores[cell] = NORMAL.inverseCumulativeProbability(rank);
      below += counts[cell];
    }
    return scores;
  }

  private static double[] scores(
      ModelReference reference, int[] chosen, double[][] scoreOfCell, double[] row) {
    double[] scores = new double[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      NumericCells cells = reference.features().get(chosen[i]).cells();
      double value = row[chosen[i]];
      scores[i] = cells == null || Double.isNaN(value) ? 0 : scoreOfCell[i][cells.cell(value)];
    }
    return scores;
  }

  private static double[][] covariance(double[][] rows) {
    int size = rows[0].length;
    double[][] sums = new double[size][size];
    for (double[] row : rows) {
      for (int i = 0; i < size; i++) {
        for (int j = 0; j <= i; j++) {
          sums[i][j] += row[i] * row[j] / rows.length;
        }
      }
    }
    for (int i = 0; i < size; i++) {
      sums[i][i] += RIDGE;
    }
    return sums;
  }

  private static double[][] cholesky(double[][] lower) {
    int size = lower.length;
    double[][] factor = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double rest = lower[i][j];
        for (int k = 0; k < j; k++) {
          rest -= factor[i][k] * factor[j][k];
        }
        factor[i][j] = i == j ? Math.sqrt(Math.max(rest, RIDGE / 2)) : rest / factor[j][j];
      }
    }
    return factor;
  }

  /** The distances of the rows that took no part in the fit. */
  double[] ofRowsBetween(ModelReference reference) {
    List<double[]> rows = reference.rows() == null ? List.of() : reference.rows();
    double[] distances = new double[rows.size() / 2];
    for (int i = 0; i < distances.length; i++) {
      double[] scores = scores(reference, features, scoreOfCell, rows.get(2 * i + 1));
      System.arraycopy(scores, 0, buffer, 0, scores.length);
      distances[i] = solve();
    }
    return distances;
  }

  /** The distance of the row whose features were last updated. */
  double of(List<FeatureMonitor> monitors) {
    for (int i = 0; i < features.length; i++) {
      int cell = monitors.get(features[i]).referenceCell();
      buffer[i] = cell < 0 ? 0 : scoreOfCell[i][cell];
    }
    return solve();
  }

  /** The squared length of the solution y of L y = scores. */
  private double solve() {
    double squares = 0;
    for (int i = 0; i < buffer.length; i++) {
      double rest = buffer[i];
      double[] row = factor[i];
      for (int k = 0; k < i; k++) {
        rest -= row[k] * buffer[k];
      }
      buffer[i] = rest / row[i];
      squares += buffer[i] * buffer[i];
    }
    return squares;
  }
}
