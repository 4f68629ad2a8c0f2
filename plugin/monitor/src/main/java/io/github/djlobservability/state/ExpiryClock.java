package io.github.djlobservability.state;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Tells the time by which what is kept becomes too old: the wall clock's, unless that has jumped
 * ahead of the time that the process has run. A clock that is wrong for a while must not delete
 * what nobody brings back, so a jump is believed once it has lasted for an hour. A clock that is
 * set back is believed at once: then nothing goes too early. Not thread-safe.
 */
public final class ExpiryClock {
  private static final long DOUBTED_MILLIS = Duration.ofHours(1).toMillis();

  /** Clocks are slewed, and threads wait. */
  private static final long TOLERATED_MILLIS = Duration.ofMinutes(1).toMillis();

  private final LongSupplier nanoTime;
  private long ahead = Long.MAX_VALUE;
  private boolean doubts;
  private long doubtedSince;

  /**
   * Makes one that believes the first time it is told.
   *
   * @param nanoTime as {@link System#nanoTime}
   */
  public ExpiryClock(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Returns the time to compare ages with, in milliseconds since 1970.
   *
   * @param wallMillis the wall clock's
   */
  public long millis(long wallMillis) {
    long steady = Duration.ofNanos(nanoTime.getAsLong()).toMillis();
    long nowAhead = wallMillis - steady;
    boolean jumped = ahead != Long.MAX_VALUE && nowAhead - ahead > TOLERATED_MILLIS;
    if (jumped && !doubts) {
      doubts = true;
      doubtedSince = steady;
    }
    if (!jumped || steady - doubtedSince >= DOUBTED_MILLIS) {
      doubts = false;
      ahead = nowAhead;
    }
    return steady + ahead;
  }
}
