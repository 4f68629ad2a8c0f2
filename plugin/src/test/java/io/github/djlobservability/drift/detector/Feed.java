package io.github.djlobservability.drift.detector;

/** Feeds numbers to detectors of either kind; for an error bit, 1 is an error and 0 is none. */
final class Feed {

  private Feed() {}

  static Status update(SequentialDetector detector, double value) {
    if (detector instanceof ValueDetector values) {
      return values.update(value);
    }
    if (value != 0 && value != 1) {
      throw new IllegalArgumentException("not a bit: " + value);
    }
    return ((ErrorBitDetector) detector).update(value == 1);
  }
}
