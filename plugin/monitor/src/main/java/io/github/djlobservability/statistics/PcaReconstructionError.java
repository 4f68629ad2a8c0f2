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

  private final double keptVariance;

  /** With components that hold 0.65 of the variance. */
  public PcaReconstructionError() {
    this(0.65);
  }

  /**
   * With another share.
   *
   * @param keptVariance share of the variance that the components hold, in (0, 1]
   */
  public PcaReconstructionError(double keptVariance) {
    Preconditions.fraction("keptVariance", keptVariance);
    this.keptVariance = keptVariance;
  }

  @Override
  public Measurement measure(double[][] reference, double[][] current) {
    int columns = Rows.columns(reference, current);
    double[][] known = Rows.measurable("reference", reference, columns);
    double[][] seen = Rows.measurable("current", current, columns);
    if (known.length < MIN_REFERENCE || seen.length == 0) {
      return Measurement.UNDEFINED;
    }
    PcaReconstruction pca = PcaReconstruction.fit(everyOther(known, 0), keptVariance);
    RunningMoments between = errors(pca, everyOther(known, 1));
    RunningMoments now = errors(pca, seen);
    double gap = now.mean() - between.mean();
    double error =
        between.standardDeviation() * Math.sqrt(1.0 / now.count() + 1.0 / between.count());
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

  private static RunningMoments errors(PcaReconstruction pca, double[][] rows) {
    RunningMoments moments = new RunningMoments();
    for (double[] row : rows) {
      moments.add(pca.error(row));
    }
    return moments;
  }
}
