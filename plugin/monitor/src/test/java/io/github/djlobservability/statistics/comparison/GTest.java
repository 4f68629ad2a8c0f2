package io.github.djlobservability.statistics.comparison;

import io.github.djlobservability.statistics.Shares;

/**
 * The G test of homogeneity, a likelihood-ratio test, on the table of two rows: {@code 2 sum of O
 * ln(O / E)}, E from the totals.
 *
 * <p>Statistic: G; p-value: from the chi-square distribution with one degree of freedom fewer than
 * there are categories, which is good where no expected count is below about 5. Categories that
 * neither sample has are left out; with a single category left the statistic is 0 and the p-value
 * 1.
 *
 * <p>R. R. Sokal and F. J. Rohlf, <i>Biometry</i>, 1981.
 */
public final class GTest implements CountMeasure {

  private final org.apache.commons.statistics.inference.GTest test =
      org.apache.commons.statistics.inference.GTest.withDefaults();

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
    // Rounding can leave a tiny negative number for equal shares.
    return new Measurement(Math.max(0, result.getStatistic()), result.getPValue());
  }
}
