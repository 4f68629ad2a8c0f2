package io.github.djlobservability.statistics.comparison;

import io.github.djlobservability.statistics.PrincipalComponents;
import java.util.Arrays;

/**
 * How badly a row is rebuilt from a reference's principal components: a row that breaks the
 * reference's correlations is rebuilt badly, even when each of its values is common. Immutable and
 * thread-safe.
 *
 * <p>Columns are standardised by the reference (a constant one is only centred); the components are
 * the fewest that hold the share of variance asked for, see {@link PrincipalComponents}. Time of a
 * row: its columns times the components.
 *
 * <p>As a drift measure: NannyML.
 */
final class PcaReconstruction {

  private final Standardisation standardisation;
  private final double[][] components;

  private PcaReconstruction(Standardisation standardisation, double[][] components) {
    this.standardisation = standardisation;
    this.components = components;
  }

  /**
   * Fits to a reference.
   *
   * @param rows one at least, of one length and of measurable values
   * @param keptVariance share of the variance that the components hold, in (0, 1]
   */
  static PcaReconstruction fit(double[][] rows, double keptVariance) {
    Standardisation standardisation = Standardisation.of(rows);
    PrincipalComponents all = PrincipalComponents.of(standardisation.apply(rows));
    double[][] kept = new double[all.holding(keptVariance)][];
    Arrays.setAll(kept, all::direction);
    return new PcaReconstruction(standardisation, kept);
  }

  /** Returns how many components are kept. */
  int componentCount() {
    return components.length;
  }

  /**
   * Returns the Euclidean distance between a standardised row and what the components make of it.
   *
   * @param row as long as the reference's; a value that is not finite makes the error NaN
   */
  double error(double[] row) {
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
