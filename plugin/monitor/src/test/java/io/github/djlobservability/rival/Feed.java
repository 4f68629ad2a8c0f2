package io.github.djlobservability.rival;

import io.github.djlobservability.drift.Status;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Streams for detectors of either kind; for an error bit, 1 is an error and 0 is none. */
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

  /** Returns the answers to a whole stream, in order. */
  static Status[] updateAll(SequentialDetector detector, double... stream) {
    return Arrays.stream(stream).mapToObj(value -> update(detector, value)).toArray(Status[]::new);
  }

  /**
   * Returns a stream that the detector should alarm on: normal values whose mean and spread jump at
   * {@code change}, or bits whose rate does.
   */
  static double[] changing(DetectorCase subject, long seed, int length, int change) {
    SplittableRandom random = new SplittableRandom(seed);
    boolean bits = subject.takesBits();
    double sign = subject.watches() == Direction.DOWN ? -1 : 1;
    double[] stream = new double[length];
    for (int i = 0; i < length; i++) {
      boolean after = i >= change;
      if (bits) {
        stream[i] = random.nextDouble() < (after ? 0.9 : 0.15) ? 1 : 0;
      } else {
        stream[i] = after ? sign * (4 + 2 * random.nextGaussian()) : random.nextGaussian();
      }
    }
    return stream;
  }
}
