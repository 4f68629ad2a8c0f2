package io.github.djlobservability.rollout;

/**
 * Intervals of a mean that may be looked at after each item, as often as one likes: the chance that
 * any of them ever misses the mean is at most the level. They are those of the normal mixture of H.
 * Robbins (<i>Statistical Methods Related to the Law of the Iterated Logarithm</i>, Annals of
 * Mathematical Statistics 41, 1970) with the variance that was measured, which holds for any
 * quantity that has one, once there are enough items, also where its mean moves with time: I.
 * Waudby-Smith, D. Arbour, R. Sinha, E. H. Kennedy and A. Ramdas, <i>Time-uniform Central Limit
 * Theory and Asymptotic Confidence Sequences</i>, Annals of Statistics 52, 2024.
 */
final class ConfidenceSequence {

  /** The intervals are narrowest, for what they could be, at about ten times as many items. */
  private static final double TUNED = 50;

  private static final double MOST_ITEMS = 1e15;

  private ConfidenceSequence() {}

  /**
   * Returns half the width of the interval.
   *
   * @param variance of one item
   * @param items that the mean is worth, above 0
   * @param level the chance to miss, above 0
   */
  static double radius(double variance, double items, double level) {
    double more = items + TUNED;
    return Math.sqrt(variance * more * Math.log(more / (TUNED * level * level))) / items;
  }

  /** Returns how many items such an interval takes; infinite for a radius that is none. */
  static double itemsFor(double radius, double variance, double level) {
    if (!(radius > 0)) {
      return Double.POSITIVE_INFINITY;
    }
    double low = 0;
    double high = 1;
    while (radius(variance, high, level) > radius) {
      low = high;
      high *= 2;
      if (high > MOST_ITEMS) {
        return Double.POSITIVE_INFINITY;
      }
    }
    while (high - low > high / 1000) {
      double middle = (low + high) / 2;
      if (radius(variance, middle, level) > radius) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
