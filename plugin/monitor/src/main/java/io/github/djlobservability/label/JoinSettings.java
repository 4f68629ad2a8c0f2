package io.github.djlobservability.label;

import java.time.Duration;

/**
 * How long predictions wait for labels, and in how much room.
 *
 * @param retention how long a prediction waits for its label
 * @param lateness how long an item that has its label is held back, so that those that were
 *     predicted before it can come first; zero to hand it on at once
 * @param grace how long a label waits for a prediction that is not there yet; zero for not at all
 * @param maxBytes how large the files of one model may be, from {@value #MIN_BYTES} on
 */
public record JoinSettings(Duration retention, Duration lateness, Duration grace, long maxBytes) {
  /** The smallest room that is allowed. */
  public static final long MIN_BYTES = 1 << 20;

  private static final Duration GRACE = Duration.ofSeconds(10);

  /** Checks the ranges. */
  public JoinSettings {
    if (retention.isNegative() || retention.isZero()) {
      throw new IllegalArgumentException("retention must be above zero: " + retention);
    }
    if (lateness.isNegative()) {
      throw new IllegalArgumentException("lateness must not be negative: " + lateness);
    }
    if (grace.isNegative()) {
      throw new IllegalArgumentException("grace must not be negative: " + grace);
    }
    if (maxBytes < MIN_BYTES) {
      throw new IllegalArgumentException("maxBytes must be at least 1 MB: " + maxBytes);
    }
  }

  /** Makes settings by which a label waits ten seconds for its prediction. */
  public JoinSettings(Duration retention, Duration lateness, long maxBytes) {
    this(retention, lateness, GRACE, maxBytes);
  }

  /** Returns the defaults: a month, a minute, ten seconds and 1 GB. */
  public static JoinSettings defaults() {
    return new JoinSettings(Duration.ofDays(30), Duration.ofMinutes(1), 1L << 30);
  }
}
