package io.github.djlobservability.rollout;

import io.github.djlobservability.report.Words;

/**
 * Says from where on a request is slow.
 *
 * @param seconds longer ones are; NaN before it is known
 * @param requests of the baseline that it was found by
 */
record SlowFrom(double seconds, long requests) {
  /** Fewer of the baseline's requests don't tell how long they take. */
  static final int LEAST = 100;

  private static final int MILLIS = 1000;

  boolean isKnown() {
    return !Double.isNaN(seconds);
  }

  /** Says it behind two shares. */
  String inWords() {
    return " take longer than " + Words.number(seconds * MILLIS) + " ms";
  }
}
