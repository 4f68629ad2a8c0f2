package io.github.djlobservability.statistics;

import org.apache.commons.statistics.inference.ChiSquareTest;

/**
 * Pearson's chi-square test of homogeneity on the table of two rows: {@code sum of (O - E)^2 / E},
 * E from the totals, without Yates' correction.
 *
 * <p>Statistic: chi-square; p-value: from its distribution with one degree of freedom fewer than
 * there are categories, which is good where no expected count is below about 5. Categories that
 * neither sample has are left out; with a single category left the statistic is 0 and the p-value
 * 1.
 *
 * <p>K. Pearson, Philosophical Magazine 50, 1900.
 */
public final class ChiSquare implements CategoricalMeasure {

  private final ChiSquareTest test = ChiSquareTest.withDefaults();

  @Override
  public Measurement measure(long[] reference, long[] current) {
    Shares shares = new Shares(reference, current);
    if (shares.isEmpty()) {
      return Measurement.UNDEFINED;
    }
    long[][] table = shares.occupied();
    if (table[0].length == 1) {
      return new Measurement(0, 1);
    }
    var result = test.test(table);
    return new Measurement(result.getStatistic(), result.getPValue());
  }
}
