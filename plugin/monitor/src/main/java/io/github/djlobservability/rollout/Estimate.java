package io.github.djlobservability.rollout;

import io.github.djlobservability.statistics.Interval;

/**
 * The means of a quantity of two versions, and how far apart they are.
 *
 * @param baseline the mean of the baseline; NaN before its first item
 * @param candidate that of the other version
 * @param baselineItems how many items of the baseline are compared
 * @param candidateItems how many of the other version
 * @param leftOut those of times in which the other version had none, or without their other half
 * @param variance of one item's part in the difference
 * @param worth how many such parts the difference is worth
 */
record Estimate(
    double baseline,
    double candidate,
    long baselineItems,
    long candidateItems,
    ItemsOfEach leftOut,
    double variance,
    double worth) {

  /** Fewer of either version say nothing: their variance isn't known. */
  static final int LEAST = 50;

  boolean isEnough() {
    return baselineItems >= LEAST && candidateItems >= LEAST && worth > 0;
  }

  /** Returns the candidate's mean less the baseline's, with an interval that holds at all times. */
  Interval difference(double level) {
    double value = candidate - baseline;
    if (!isEnough()) {
      return new Interval(value, Double.NaN, Double.NaN);
    }
    double radius = ConfidenceSequence.radius(variance, worth, level);
    return new Interval(value, value - radius, value + radius);
  }

  /** Returns how many more items, of both, the interval takes to be as narrow; rounded up. */
  double itemsUntil(double radius, double level) {
    double needed = ConfidenceSequence.itemsFor(radius, variance, level);
    return Math.max(0, Math.ceil((needed - worth) / worth * (baselineItems + candidateItems)));
  }
}
