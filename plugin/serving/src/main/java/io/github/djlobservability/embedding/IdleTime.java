package io.github.djlobservability.embedding;

import io.github.djlobservability.governor.GovernorReport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Says when there is time for an embedding: while the process takes less than half of the
 * processors, and the plugin less than it may. A fifth of what the plugin may take is earned; what
 * was spent beyond is paid back before the next, so whether one is made does not depend on what it
 * takes. Time is saved for a second at most. Not thread-safe.
 */
final class IdleTime {
  private static final double BUSY = 0.5;
  private static final double PART = 0.2;
  private static final double SAVED_NANOS = 1e9;

  private final Supplier<GovernorReport> governor;
  private final int processors;
  private final LongSupplier nanoTime;
  private double left = 1;
  private long since;

  /**
   * @param governor tells what the process and the plugin take
   * @param processors that there are
   */
  IdleTime(Supplier<GovernorReport> governor, int processors, LongSupplier nanoTime) {
    this.governor = governor;
    this.processors = processors;
    this.nanoTime = nanoTime;
    this.since = nanoTime.getAsLong();
  }

  /** Returns whether there is time. */
  boolean isThere() {
    GovernorReport now = governor.get();
    long at = nanoTime.getAsLong();
    boolean bounded = now.share() < 1;
    double earned = PART * now.allowedCpu();
    left = Math.min(SAVED_NANOS * earned, left + earned * Math.max(0, at - since));
    since = at;
    boolean idle = now.processCpu() < BUSY * processors && now.ownCpu() < now.allowedCpu();
    return !bounded || (idle && left > 0);
  }

  /** Takes note of what was spent. */
  void spent(long nanos) {
    left -= nanos;
  }
}
