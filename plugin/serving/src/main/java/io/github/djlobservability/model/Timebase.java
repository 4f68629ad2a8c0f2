package io.github.djlobservability.model;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * One moment on two clocks, so that what is measured with the monotonic clock can be written as
 * wall-clock time. One is made for each request; all its moments follow from it, so that its spans
 * fit together though the wall clock was set meanwhile.
 *
 * @param nanoTime the moment as {@link System#nanoTime()}
 * @param epochNanos the moment in nanoseconds since 1970
 */
public record Timebase(long nanoTime, long epochNanos) {

  /** Two readings this near to each other are of one moment. */
  private static final long NEAR_NANOS = 10_000;

  private static final int MOST_READINGS = 3;

  /** Returns the present moment. */
  public static Timebase now() {
    return read(System::nanoTime, Timebase::wallClock);
  }

  /**
   * Reads both clocks, and again if the thread lost the processor between them: what was lost would
   * be missing in all later times.
   */
  static Timebase read(LongSupplier monotonic, LongSupplier wallClock) {
    long nanoTime = 0;
    long epochNanos = 0;
    long nearest = Long.MAX_VALUE;
    for (int i = 0; i < MOST_READINGS && nearest > NEAR_NANOS; i++) {
      long before = monotonic.getAsLong();
      long epoch = wallClock.getAsLong();
      long between = monotonic.getAsLong() - before;
      if (between < nearest) {
        nearest = between;
        nanoTime = before + between / 2;
        epochNanos = epoch;
      }
    }
    return new Timebase(nanoTime, epochNanos);
  }

  private static long wallClock() {
    Instant now = Instant.now();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
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
