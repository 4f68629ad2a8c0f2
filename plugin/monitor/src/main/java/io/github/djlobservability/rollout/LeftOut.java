package io.github.djlobservability.rollout;

/** Counts the items of two versions that have nothing to be compared with. */
record LeftOut(long baseline, long candidate) {
  static final LeftOut NONE = new LeftOut(0, 0);

  LeftOut plus(LeftOut other) {
    return plus(other.baseline, other.candidate);
  }

  LeftOut plus(long ofBaseline, long ofCandidate) {
    return new LeftOut(baseline + ofBaseline, candidate + ofCandidate);
  }

  long both() {
    return baseline + candidate;
  }
}
