package io.github.djlobservability.statistics;

import java.util.Arrays;

/**
 * The principal components of a reference, and how badly a row is rebuilt from them: a row that
 * breaks the reference's correlations is rebuilt badly, even when each of its values is common.
 * Immutable and thread-safe.
 *
 * <p>Columns are standardised by the reference (a constant one is only centred); the components are
 * the fewest that hold the share of variance asked for. Time to fit: {@code O(n d^2 + d^3)}; for
 * 384 columns under a second. Time of a row: its columns times the components.
 *
 * <p>I. T. Jolliffe, <i>Principal Component Analysis</i>, 2002; as a drift measure: NannyML.
 */
public final class PcaReconstruction {

  private final Standardisation standardisation;
  private final double[][] components;

  private PcaReconstruction(Standardisation standardisation, double[][] components) {
    this.standardisation = standardisation;
    this.components = components;
  }

  /**
   * Fits to a reference.
   *
   * @param reference rows of one length; those with a value that is not measurable are left out,
   *     and at least two must remain
   * @param keptVariance share of the variance that the components hold, in (0, 1]
   */
  public static PcaReconstruction fit(double[][] reference, double keptVariance) {
    Preconditions.fraction("keptVariance", keptVariance);
    double[][] rows = Rows.measurable("reference", reference, Rows.columns(reference, reference));
    Preconditions.atLeast("measurable reference rows", rows.length, 2);
    Standardisation standardisation = Standardisation.of(rows);
    double[][] covariance = covariance(standardisation.apply(rows));
    return new PcaReconstruction(standardisation, leading(covariance, keptVariance));
  }

  private static double[][] covariance(double[][] centred) {
    int columns = centred[0].length;
    double[][] sums = new double[columns][columns];
    for (double[] row : centred) {
      for (int i = 0; i < columns; i++) {
        for (int j = 0; j < columns; j++) {
          sums[i][j] += row[i] * row[j];
        }
      }
    }
    return sums;
  }

  private static double[][] leading(double[][] covariance, double keptVariance) {
    SymmetricEigen eigen = SymmetricEigen.of(covariance);
    double total = 0;
    for (int i = 0; i < eigen.size(); i++) {
      total += Math.max(0, eigen.value(i));
    }
    double[][] vectors = new double[eigen.size()][];
    int kept = 0;
    double held = 0;
    while (kept < eigen.size() && held < keptVariance * total) {
      held += Math.max(0, eigen.value(kept));
      vectors[kept] = eigen.vector(kept);
      kept++;
    }
    return Arrays.copyOf(vectors, kept);
  }

  /** How many components are kept. */
  public int componentCount() {
    return components.length;
  }

  /**
   * The Euclidean distance between a standardised row and what the components make of it.
   *
   * @param row as long as the reference's; a value that is not finite makes the answer NaN
   */
  public double error(double[] row) {
    double[] rest = standardisation.apply(row);
    double squares = 0;
    for (double[] component : components) {
      double along = 0;
      for (int j = 0; j < rest.length; j++) {
        along += rest[j] * component[j];
      }
      for (int j = 0; j < rest.length; j++) {
        rest[j] -= along * component[j];
      }
    }
    for (double value : rest) {
      squares += value * value;
    }
    return Double.isFinite(squares) ? Math.sqrt(squares) : Double.NaN;
  }
}
