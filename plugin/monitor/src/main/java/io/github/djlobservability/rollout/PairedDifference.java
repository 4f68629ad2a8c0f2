package io.github.djlobservability.rollout;

import io.github.djlobservability.statistics.Moments;

/**
 * Compares a quantity of two versions on the same items, as of a shadow: what is common to both
 * takes no part in the difference, so far fewer items tell. Not thread-safe.
 */
final class PairedDifference {
  private final boolean share;
  private final Moments baseline = new Moments();
  private final Moments candidate = new Moments();
  private final Moments difference = new Moments();

  /**
   * @param share whether values are shares from 0 to 1, most of them at the ends
   */
  PairedDifference(boolean share) {
    this.share = share;
  }

  /** Takes in an item's finite values. */
  void add(double ofBaseline, double ofCandidate) {
    baseline.add(ofBaseline);
    candidate.add(ofCandidate);
    difference.add(ofCandidate - ofBaseline);
  }

  /** Returns how it stands. */
  Estimate estimate(long leftOut) {
    long items = difference.count();
    double mean = difference.mean();
    double squares = items * (difference.variance() + mean * mean);
    // Of shares one item of either kind is put beside them: none of 50 is not never.
    double variance =
        share
            ? (squares + 2) / (items + 2) - Math.pow(items * mean / (items + 2), 2)
            : difference.variance();
    return new Estimate(baseline.mean(), candidate.mean(), items, items, leftOut, variance, items);
  }
}
