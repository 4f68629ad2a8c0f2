package io.github.djlobservability.worker;

import java.util.concurrent.TimeUnit;

/**
 * Allows a loop to begin anew, at most {@value #MOST} times an hour. It allocates nothing, as the
 * reason may be that there is no memory. Written by one thread; {@link #count()} is for any.
 */
final class Restarts {
  static final int MOST = 5;
  private static final long HOUR_NANOS = TimeUnit.HOURS.toNanos(1);

  private final long[] times = new long[MOST];
  private volatile int count;

  /** Returns whether it may begin anew now, and counts it if so. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  boolean allowed(long now) {
    int place = count % MOST;
    if (count >= MOST && now - times[place] < HOUR_NANOS) {
      return false;
    }
    times[place] = now;
    count++;
    return true;
  }

  /** Returns how often it began anew. */
  int count() {
    return count;
  }
}
