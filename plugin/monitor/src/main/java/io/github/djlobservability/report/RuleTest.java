package io.github.djlobservability.report;

import io.github.djlobservability.profile.FeatureProfile;
import io.github.djlobservability.profile.NumericProfile;
import io.github.djlobservability.profile.QualityRule;
import io.github.djlobservability.profile.QualityRules;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.SeriesProfile;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/**
 * Tells whether rows break a rule more often than is allowed, and than chance brings about: a
 * reference of n rows has not shown all there is, and a few rows show little.
 *
 * <p>Of faults that the reference's rows had, too, or could have had, the p-value is Fisher's exact
 * one, one-sided. Below the smallest of n numbers, or above the largest, no number of the reference
 * can be, so it counts as none of n for each side.
 *
 * <p>Of unseen categories there are about as many rows to come as the reference has categories that
 * it saw once (I. J. Good, <i>The Population Frequencies of Species</i>, Biometrika 40, 1953); and
 * a category with more than {@code ln(k / level) / n} of all rows is missed by n rows with a
 * probability of at most {@code level / k}. The p-value is the binomial one of a share so high.
 *
 * <p>All rules together keep the level (Bonferroni).
 */
final class RuleTest {

  private final ReferenceProfile reference;
  private final long rows;
  private final CheckSettings settings;
  private final double level;

  /**
   * For rows that were held against rules.
   *
   * @param rows how many
   */
  RuleTest(ReferenceProfile reference, QualityRules rules, long rows, CheckSettings settings) {
    this.reference = reference;
    this.rows = rows;
    this.settings = settings;
    int count = 0;
    for (int i = 0; i < reference.schema().size(); i++) {
      count += rules.of(i).size();
    }
    this.level = settings.ruleLevel() / Math.max(1, count);
  }

  /** Returns whether a rule is broken too often. */
  boolean fails(int feature, QualityRule rule, long count) {
    return (double) count / rows > settings.maxBroken() && pValue(feature, rule, count) <= level;
  }

  private double pValue(int feature, QualityRule rule, long count) {
    FeatureProfile profile = reference.feature(feature);
    return switch (rule) {
      case MISSING -> fisher(profile.missing(), profile.rows(), count);
      case WRONG_TYPE -> fisher(profile.wrongType(), profile.rows(), count);
      case NAN -> fisher(notFinite(feature), profile.rows(), count);
      case OUT_OF_RANGE -> Math.min(1, 2 * fisher(0, profile.rows(), count));
      case UNSEEN_CATEGORY -> unseen(feature, profile.rows(), count);
      case EXTRA -> 1;
    };
  }

  private SeriesProfile values(int feature) {
    return reference.series(reference.schema().seriesOf(feature).get(0));
  }

  private long notFinite(int feature) {
    return values(feature) instanceof NumericProfile numbers
        ? numbers.nanCount() + numbers.infiniteCount()
        : 0;
  }

  /** Returns the probability of at least as many, if the reference's rows and these are alike. */
  private double fisher(long known, long knownRows, long count) {
    if (knownRows + rows > Integer.MAX_VALUE) {
      return binomial((double) Math.max(1, known) / knownRows, count);
    }
    return HypergeometricDistribution.of(
            (int) (knownRows + rows), (int) (known + count), (int) rows)
        .survivalProbability((int) count - 1);
  }

  private double unseen(int feature, long knownRows, long count) {
    var counts = reference.categories(reference.schema().seriesOf(feature).get(0)).counts();
    double once = counts.values().stream().filter(n -> n == 1).count();
    // Half of the level is for what the reference missed, half for these rows.
    double surprise = Math.log(2 * (counts.size() + 1) / level);
    return 2 * binomial((once + 3 * Math.sqrt(once) + surprise) / knownRows, count);
  }

  private double binomial(double share, long count) {
    int trials = (int) Math.min(Integer.MAX_VALUE, rows);
    return BinomialDistribution.of(trials, Math.min(1, share))
        .survivalProbability((int) Math.min(trials, count) - 1);
  }
}
