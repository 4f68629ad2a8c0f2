package io.github.djlobservability.report;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Finds the category whose odds have changed most, which is how a rare class tells that it has
 * become ten times as frequent: no distance between distributions is large then.
 *
 * <p>Of the most frequent categories, each ratio of odds that is significant counts, by its
 * logarithm against its standard error, at the level over all that are looked at (Bonferroni).
 *
 * <p>J. B. S. Haldane, <i>The Estimation and Significance of the Logarithm of a Ratio of
 * Frequencies</i>, Annals of Human Genetics 20, 1956.
 */
final class OddsChange {

  /** The many others are too rare to matter each by itself. */
  private static final int MOST_CATEGORIES = 30;

  /** With two categories, whose odds are each other's inverse, the rarer one is named. */
  private static final double EQUAL = 1 - 1e-9;

  private OddsChange() {}

  /**
   * Returns the largest significant change.
   *
   * @param level of significance over all categories
   * @return how many times as high the odds are now; null if no change is significant
   */
  static @Nullable Double largest(CategoryPairs pairs, double level) {
    int looked = (int) pairs.cells().stream().limit(MOST_CATEGORIES).count();
    if (looked == 0) {
      return null; // all values are missing
    }
    double quantile =
        level > 0
            ? NormalDistribution.of(0, 1).inverseSurvivalProbability(level / 2 / looked)
            : Double.POSITIVE_INFINITY;
    Double largest = null;
    for (CategoryPairs.Cell cell : pairs.cells().subList(0, looked)) {
      double a = cell.reference() + 0.5;
      double b = pairs.referenceTotal() - cell.reference() + 0.5;
      double c = cell.current() + 0.5;
      double d = pairs.currentTotal() - cell.current() + 0.5;
      double log = Math.log(c / d) - Math.log(a / b);
      boolean significant = Math.abs(log) > quantile * Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d);
      if (significant
          && !cell.category().equals(CategoryPairs.REST)
          && (largest == null || Math.abs(log) >= EQUAL * Math.abs(Math.log(largest)))) {
        largest = Math.exp(log);
      }
    }
    return largest;
  }
}
