package io.github.djlobservability.statistics.comparison;

import io.github.djlobservability.statistics.Shares;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.inference.ChiSquareTest;

/**
 * Pearson's chi-square test of homogeneity on the table of two rows: {@code sum of (O - E)^2 / E},
 * E from the totals, without Yates' correction.
 *
 * <p>Statistic: chi-square; p-value: from its distribution with one degree of freedom fewer than
 * there are categories, which is good where no expected count is below about 5. Categories that
 * neither sample has are left out; with a single category left the statistic is 0 and the p-value
 * 1. Neighbouring items that are alike make counts vary more than those of independent ones; see
 * {@link #measure(long[], long[], double)}.
 *
 * <p>K. Pearson, Philosophical Magazine 50, 1900.
 */
public final class ChiSquare implements CountMeasure {

  private final ChiSquareTest test = ChiSquareTest.withDefaults();

  @Override
  public Measurement measure(long[] reference, long[] current) {
    return measure(reference, current, 1);
  }

  /**
   * Compares items that depend on those before them.
   *
   * @param dispersion how many times as much their counts vary as those of independent items, above
   *     0; the statistic is divided by it
   */
  public Measurement measure(long[] reference, long[] current, double dispersion) {
    Shares shares = new Shares(reference, current);
    if (shares.isEmpty()) {
      return Measurement.UNDEFINED;
    }
    long[][] table = shares.occupied();
    int categories = table[0].length;
    if (categories == 1) {
      return new Measurement(0, 1);
    }
    double statistic = test.statistic(table) / dispersion;
    return new Measurement(
        statistic, ChiSquaredDistribution.of(categories - 1).survivalProbability(statistic));
  }
}
