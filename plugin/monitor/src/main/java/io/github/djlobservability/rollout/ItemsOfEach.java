package io.github.djlobservability.rollout;

/** Counts items of two versions. */
record ItemsOfEach(long baseline, long candidate) {
  static final ItemsOfEach NONE = new ItemsOfEach(0, 0);

  ItemsOfEach plus(ItemsOfEach other) {
    return plus(other.baseline, other.candidate);
  }

  ItemsOfEach plus(long ofBaseline, long ofCandidate) {
    return new ItemsOfEach(baseline + ofBaseline, candidate + ofCandidate);
  }

  long both() {
    return baseline + candidate;
  }
}
