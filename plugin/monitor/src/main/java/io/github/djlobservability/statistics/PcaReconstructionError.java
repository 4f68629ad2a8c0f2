package io.github.djlobservability.statistics;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Whether rows are rebuilt from the reference's principal components as well as the reference
 * itself: a drift of the correlations between columns that no single column shows.
 *
 * <p>The components are fitted to every other row of the reference ({@link PcaReconstruction}); the
 * rows between give the errors to compare with, so that a fit to few rows is not taken for drift.
 *
 * <pre>z = (mean error of current - mean error of reference) / sqrt(s^2 / m + s^2 / n)</pre>
 *
 * with s the standard deviation of the reference's errors, over its n rows between; m is the number
 * of current rows.
 *
 * <p>Statistic: z, in standard errors; beyond 3 on either side is the customary alarm. p-value:
 * two-sided, from Student's distribution with n - 1 degrees of freedom; errors are skewed, so with
 * few rows it comes out low a little too often. Undefined when the reference has fewer than six
 * rows or the current sample none. If every error of the reference is the same, z is 0 when the
 * current mean is that too, and otherwise infinite.
 */
public final class PcaReconstructionError implements MultivariateMeasure {

  private static final int MIN_REFERENCE = 6;

  /** Share of the variance that the components hold. */
  private static final double KEPT_VARIANCE = 0.65;

  @Override
  public Measurement measure(double[][] reference, double[][] current) {
    int columns = Rows.columns(reference, current);
    double[][] known = Rows.measurable("reference", reference, columns);
    double[][] seen = Rows.measurable("current", current, columns);
    if (known.length < MIN_REFERENCE || seen.length == 0) {
      return Measurement.UNDEFINED;
    }
    PcaReconstruction pca = PcaReconstruction.fit(everyOther(known, 0), KEPT_VARIANCE);
    Moments between = errors(pca, everyOther(known, 1));
    Moments now = errors(pca, seen);
    double gap = now.mean() - between.mean();
    double variance = between.variance() * between.count() / (between.count() - 1.0);
    double error = Math.sqrt(variance * (1.0 / now.count() + 1.0 / between.count()));
    double z = gap == 0 ? 0 : gap / error;
    double tail = TDistribution.of(between.count() - 1.0).survivalProbability(Math.abs(z));
    return new Measurement(z, 2 * tail);
  }

  private static double[][] everyOther(double[][] rows, int from) {
    double[][] chosen = new double[(rows.length - from + 1) / 2][];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = rows[from + 2 * i];
    }
    return chosen;
  }

  private static Moments errors(PcaReconstruction pca, double[][] rows) {
    Moments moments = new Moments();
    for (double[] row : rows) {
      moments.add(pca.error(row));
    }
    return moments;
  }
}
