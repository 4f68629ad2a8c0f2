package io.github.djlobservability.drift;

/**
 * How strongly a feature speaks for drift at the moment of a verdict.
 *
 * @param feature its name
 * @param statistic logarithm of the evidence
 * @param share of all features' evidence, each over its threshold; those of all features add up to
 *     1
 */
public record Contribution(String feature, double statistic, double share) {

  /** Returns the same with a share of a sum. */
  Contribution of(double sum) {
    return new Contribution(feature, statistic, sum > 0 ? share / sum : 0);
  }
}
