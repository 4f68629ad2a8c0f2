package io.github.djlobservability.rollout;

/** A quantity of two versions that is measured as items come. Not thread-safe. */
final class Measured {
  /** Requests come in the order of time. */
  private static final int HOURS = 2;

  /** Labels come for items of any time, of a month at most. */
  private static final int LABEL_HOURS = 31 * 24;

  private final MatchedDifference difference;
  private final Pace pace;

  private Measured(MatchedDifference difference, Pace pace) {
    this.difference = difference;
    this.pace = pace;
  }

  /**
   * Makes one of requests, as they come.
   *
   * @param share whether values are shares from 0 to 1, most of them at the ends
   */
  static Measured ofRequests(boolean share) {
    return new Measured(new MatchedDifference(HOURS, share), Pace.ofRequests());
  }

  /** Makes one of labels, which come in whatever order. */
  static Measured ofLabels(boolean share) {
    return new Measured(new MatchedDifference(LABEL_HOURS, share), Pace.ofLabels());
  }

  /**
   * Takes in an item.
   *
   * @param epochMillis when it was predicted
   * @param knownMillis when its value was known
   */
  void add(boolean ofCandidate, long epochMillis, long knownMillis, double value) {
    add(ofCandidate, epochMillis, knownMillis, value, 1);
  }

  /**
   * Takes in an item that stands for several.
   *
   * @param weight for how many, above 0
   */
  void add(boolean ofCandidate, long epochMillis, long knownMillis, double value, double weight) {
    if (Double.isFinite(value)) {
      difference.add(ofCandidate, epochMillis, value, weight);
      pace.add(knownMillis);
    }
  }

  Estimate estimate() {
    return difference.estimate();
  }

  Pace pace() {
    return pace;
  }

  long bytes() {
    return difference.bytes();
  }
}
