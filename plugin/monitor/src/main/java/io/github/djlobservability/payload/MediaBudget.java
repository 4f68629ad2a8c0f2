package io.github.djlobservability.payload;

import io.github.djlobservability.payload.document.NotRead;
import io.github.djlobservability.payload.document.NotReadException;
import java.util.function.LongSupplier;

/**
 * Bounds the CPU time that is spent on recordings and images to a share of one core. Time is saved
 * for a second at most; what was spent beyond it is paid back before the next is looked into, so
 * whether one is does not depend on its own length. Not thread-safe.
 */
public final class MediaBudget {
  private static final double SAVED_NANOS = 1e9;

  private final double share;
  private final LongSupplier nanoTime;
  private final LongSupplier cpuNanos;
  private double left;
  private long since;

  /**
   * @param share of one core, 0 to 1; 0 lets nothing be looked into
   * @param nanoTime the clock that time is given by, in nanoseconds
   * @param cpuNanos the CPU time that the calling thread has taken, in nanoseconds: on a machine
   *     that is busy with something else, nothing is spent while the thread waits
   */
  public MediaBudget(double share, LongSupplier nanoTime, LongSupplier cpuNanos) {
    this.share = share;
    this.nanoTime = nanoTime;
    this.cpuNanos = cpuNanos;
    this.left = share > 0 ? SAVED_NANOS * share : 0;
    this.since = nanoTime.getAsLong();
  }

  /** Returns one that lets everything be looked into, as for files. */
  public static MediaBudget unbounded() {
    return new MediaBudget(Double.POSITIVE_INFINITY, () -> 0, () -> 0);
  }

  /** Looks into something if there is time for it. */
  <T> T spend(Work<T> work) throws NotReadException {
    long now = nanoTime.getAsLong();
    left = Math.min(SAVED_NANOS * share, left + earned(now));
    since = now;
    if (!(left > 0)) {
      throw new NotReadException(
          NotRead.BUDGET, "sound and images take more time than they are given");
    }
    long start = cpuNanos.getAsLong();
    try {
      return work.run();
    } finally {
      left -= Math.max(0, cpuNanos.getAsLong() - start);
    }
  }

  private double earned(long now) {
    return now > since ? share * (now - since) : 0;
  }

  /** Something that takes its time. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws NotReadException;
  }
}
