package io.github.djlobservability.model;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * One moment on two clocks, so that what is measured with the monotonic clock can be written as
 * wall-clock time. One is made for each request; all its moments follow from it, so that its spans
 * fit together though the wall clock was set meanwhile.
 *
 * @param nanoTime the moment as {@link System#nanoTime()}
 * @param epochNanos the moment in nanoseconds since 1970
 */
public record Timebase(long nanoTime, long epochNanos) {

  /** Returns the present moment. */
  public static Timebase now() {
    Instant now = Instant.now();
    return new Timebase(
        System.nanoTime(), TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano());
  }

  /**
   * Returns a moment of the monotonic clock, with the wall-clock time that follows from this one.
   */
  public Timebase at(long monotonicNanos) {
    return new Timebase(monotonicNanos, epochNanos(monotonicNanos));
  }

  /** Returns the wall-clock time, in nanoseconds since 1970, of a moment of the monotonic clock. */
  public long epochNanos(long monotonicNanos) {
    return epochNanos + (monotonicNanos - nanoTime);
  }
}
