package io.github.djlobservability.payload;

import io.github.djlobservability.payload.document.NotRead;
import io.github.djlobservability.payload.document.NotReadException;
import java.util.function.LongSupplier;

/**
 * Bounds the time that is spent on recordings and images to a share of one core. Time is saved for
 * a second at most; what was spent beyond it is paid back before the next is looked into, so
 * whether one is does not depend on its own length. Not thread-safe.
 */
public final class MediaBudget {
  private static final double SAVED_NANOS = 1e9;

  private final double share;
  private final LongSupplier nanoTime;
  private double left;
  private long since;

  /**
   * @param share of one core, 0 to 1; 0 lets nothing be looked into
   * @param nanoTime the clock, in nanoseconds
   */
  public MediaBudget(double share, LongSupplier nanoTime) {
    this.share = share;
    this.nanoTime = nanoTime;
    this.left = share > 0 ? SAVED_NANOS * share : 0;
    this.since = nanoTime.getAsLong();
  }

  /** Returns one that lets everything be looked into, as for files. */
  public static MediaBudget unbounded() {
    return new MediaBudget(Double.POSITIVE_INFINITY, () -> 0);
  }

  /** Looks into something if there is time for it. */
  <T> T spend(Work<T> work) throws NotReadException {
    long start = nanoTime.getAsLong();
    left = Math.min(SAVED_NANOS * share, left + earned(start));
    since = start;
    if (!(left > 0)) {
      throw new NotReadException(
          NotRead.BUDGET, "sound and images take more time than they are given");
    }
    try {
      return work.run();
    } finally {
      left -= Math.max(0, nanoTime.getAsLong() - start);
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
