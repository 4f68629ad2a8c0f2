package io.github.djlobservability.worker;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Shares one stretch of time out to several steps, one after the other. Immutable. */
public final class Deadline {
  private final LongSupplier nanoTime;
  private final long at;

  /**
   * Begins now.
   *
   * @param limit for all steps together
   * @param nanoTime a clock as {@link System#nanoTime()}
   */
  public Deadline(Duration limit, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    at = nanoTime.getAsLong() + limit.toNanos();
  }

  /** Returns what is left; zero when nothing is. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, at - nanoTime.getAsLong()));
  }

  /** Returns how long a step may take: what is left, but no more than this. */
  public Duration atMost(Duration most) {
    Duration left = left();
    return left.compareTo(most) < 0 ? left : most;
  }
}
