package io.github.djlobservability.drift;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/** Measures between the reference's bins and those of some items. */
final class BinnedComparison {

  private final ReferenceBins reference;
  private final long[] current;
  private final long total;

  BinnedComparison(ReferenceBins reference, long[] current) {
    this.reference = reference;
    this.current = current;
    long sum = 0;
    for (long count : current) {
      sum += count;
    }
    total = sum;
  }

  private boolean isEmpty() {
    return total == 0 || reference.total() == 0;
  }

  private double expected(int bin) {
    return (double) reference.count(bin) / reference.total();
  }

  private double seen(int bin) {
    return (double) current[bin] / total;
  }

  /** Half an item more in each bin keeps the logarithms finite; NaN without items. */
  double populationStabilityIndex() {
    double sum = isEmpty() ? Double.NaN : 0;
    int bins = reference.size();
    for (int bin = 0; bin < bins; bin++) {
      double p = (reference.count(bin) + 0.5) / (reference.total() + bins / 2.0);
      double q = (current[bin] + 0.5) / (total + bins / 2.0);
      sum += (q - p) * Math.log(q / p);
    }
    return sum;
  }

  /** The distance, base 2; NaN without items. */
  double jensenShannon() {
    double sum = isEmpty() ? Double.NaN : 0;
    for (int bin = 0; bin < reference.size(); bin++) {
      double middle = (expected(bin) + seen(bin)) / 2;
      sum += part(expected(bin), middle) + part(seen(bin), middle);
    }
    return Math.sqrt(Math.max(0, sum / 2 / Math.log(2)));
  }

  private static double part(double share, double middle) {
    return share == 0 ? 0 : share * Math.log(share / middle);
  }

  /** Half the sum of absolute differences; NaN without items. */
  double totalVariation() {
    double sum = isEmpty() ? Double.NaN : 0;
    for (int bin = 0; bin < reference.size(); bin++) {
      sum += Math.abs(expected(bin) - seen(bin));
    }
    return sum / 2;
  }

  /**
   * The p-value of the two-sample chi-square test, for items whose dependence makes counts vary
   * {@code dispersion} times as much as those of independent ones; 1 if there is but one bin.
   */
  double pValue(double dispersion) {
    double statistic = 0;
    int used = 0;
    double all = (double) reference.total() + total;
    for (int bin = 0; bin < reference.size(); bin++) {
      double both = (double) reference.count(bin) + current[bin];
      if (both > 0) {
        used++;
        double gap = reference.count(bin) - both * reference.total() / all;
        statistic += gap * gap / both * all * all / ((double) reference.total() * total);
      }
    }
    if (used < 2 || isEmpty()) {
      return 1;
    }
    return ChiSquaredDistribution.of(used - 1).survivalProbability(statistic / dispersion);
  }
}
