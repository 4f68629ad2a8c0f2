package io.github.djlobservability.rollout;

/**
 * Compares a quantity of two versions on the same items, as of a shadow: what is common to both
 * takes no part in the difference, so far fewer items tell. Not thread-safe.
 */
final class PairedDifference {
  private final boolean share;
  private long items;
  private double weight;
  private double squaredWeight;
  private double baseline;
  private double candidate;
  private double squaredMean;
  private double squares;

  /**
   * @param share whether values are shares from 0 to 1, most of them at the ends
   */
  PairedDifference(boolean share) {
    this.share = share;
  }

  /**
   * Takes in an item's finite values.
   *
   * @param itsWeight how many items it stands for, above 0
   */
  void add(double ofBaseline, double ofCandidate, double itsWeight) {
    items++;
    weight += itsWeight;
    baseline += itsWeight / weight * (ofBaseline - baseline);
    candidate += itsWeight / weight * (ofCandidate - candidate);
    double squared = itsWeight * itsWeight;
    squaredWeight += squared;
    double before = ofCandidate - ofBaseline - squaredMean;
    squaredMean += squared / squaredWeight * before;
    squares += squared * before * (ofCandidate - ofBaseline - squaredMean);
  }

  /** Returns how it stands. */
  Estimate estimate(ItemsOfEach leftOut) {
    double worth = weight * weight / squaredWeight;
    double mean = candidate - baseline;
    double gap = squaredMean - mean;
    double variance = squares / squaredWeight + gap * gap;
    if (share) {
      // One item of either kind is put beside them: none of 50 is not never.
      double n = worth + 2;
      double middle = worth * mean / n;
      variance = (worth * (variance + mean * mean) + 2) / n - middle * middle;
    }
    return new Estimate(baseline, candidate, items, items, leftOut, variance, worth);
  }
}
