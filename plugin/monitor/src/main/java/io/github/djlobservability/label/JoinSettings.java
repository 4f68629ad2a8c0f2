package io.github.djlobservability.label;

import java.time.Duration;

/**
 * How long predictions wait for labels, and in how much room.
 *
 * @param retention how long a prediction waits for its label
 * @param lateness how long an item that has its label is held back, so that those that were
 *     predicted before it can come first; zero to hand it on at once
 * @param maxBytes how large the files of one model may be, from {@value #MIN_BYTES} on
 */
public record JoinSettings(Duration retention, Duration lateness, long maxBytes) {
  /** The smallest room that is allowed. */
  public static final long MIN_BYTES = 1 << 20;

  /** Checks the ranges. */
  public JoinSettings {
    if (retention.isNegative() || retention.isZero()) {
      throw new IllegalArgumentException("retention must be above zero: " + retention);
    }
    if (lateness.isNegative()) {
      throw new IllegalArgumentException("lateness must not be negative: " + lateness);
    }
    if (maxBytes < MIN_BYTES) {
      throw new IllegalArgumentException("maxBytes must be at least 1 MB: " + maxBytes);
    }
  }

  /** Returns the defaults: a month, a minute and 1 GB. */
  public static JoinSettings defaults() {
    return new JoinSettings(Duration.ofDays(30), Duration.ofMinutes(1), 1L << 30);
  }
}
