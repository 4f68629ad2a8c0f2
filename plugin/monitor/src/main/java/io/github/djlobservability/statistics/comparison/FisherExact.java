package io.github.djlobservability.statistics.comparison;

import io.github.djlobservability.statistics.Shares;
import org.apache.commons.statistics.inference.FisherExactTest;

/**
 * Fisher's exact test for two categories: right for every sample size, small ones above all.
 *
 * <p>Statistic: the odds ratio {@code (r_1 c_2) / (r_2 c_1)} of reference r and current c; infinite
 * when only its denominator is 0, NaN when both parts are. p-value, two-sided: the probability of
 * all tables with the same totals that are no likelier than this one. If one category is empty on
 * both sides the p-value is 1. Time grows with the counts; above some ten thousand use {@link
 * ChiSquare}.
 *
 * <p>R. A. Fisher, <i>On the Interpretation of chi-square from Contingency Tables</i>, Journal of
 * the Royal Statistical Society 85, 1922.
 */
public final class FisherExact implements CountMeasure {

  private final FisherExactTest test = FisherExactTest.withDefaults();

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException also if there are not two categories, or all counts together
   *     exceed 2^31 - 1
   */
  @Override
  public Measurement measure(long[] reference, long[] current) {
    Shares shares = new Shares(reference, current);
    if (shares.cells() != 2) {
      throw new IllegalArgumentException(
          "Fisher's exact test needs 2 categories, got " + shares.cells());
    }
    if (shares.isEmpty()) {
      return Measurement.UNDEFINED;
    }
    if (shares.total() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "Fisher's exact test takes up to 2^31 - 1 counts, got " + shares.total());
    }
    int[][] table = {
      {(int) reference[0], (int) reference[1]}, {(int) current[0], (int) current[1]}
    };
    var result = test.test(table);
    return new Measurement(result.getStatistic(), result.getPValue());
  }
}
