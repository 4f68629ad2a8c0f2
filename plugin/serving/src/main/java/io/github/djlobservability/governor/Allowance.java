package io.github.djlobservability.governor;

import java.util.function.LongSupplier;

/**
 * Earns at a rate, and saves what isn't spent: up to what it earns in {@value #SAVED_SECONDS}
 * seconds. While at least half of that is saved, all work is done; below, a share of it that falls
 * with what is saved. So short bursts are worked off in full, and where more comes for longer, the
 * share settles where as much is spent as is earned. Thread-safe.
 *
 * <p>The share depends on work that was done before, never on the work at hand: whoever chooses
 * work by it at random chooses fairly.
 *
 * <p>Requests' threads ask for the share without a lock; they may see it a moment old.
 */
final class Allowance {
  static final double SAVED_SECONDS = 60;
  private static final double NANOS = 1e9;

  /** While this part is saved, all work is done. */
  private static final double ENOUGH = 0.5;

  private final LongSupplier nanoTime;
  private volatile double perSecond;

  /** Is what is saved, as a part of all that can be; below 0 for a debt. */
  private volatile double saved = 1;

  private volatile long since;

  /**
   * Begins with all saved that it can save.
   *
   * @param perSecond what it earns in a second; infinite for whatever is asked
   * @param nanoTime a clock as {@link System#nanoTime()}
   */
  Allowance(double perSecond, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.perSecond = perSecond;
    this.since = nanoTime.getAsLong();
  }

  /** Earns at another rate from now on; what is saved stays the same part of all that can be. */
  synchronized void earn(double rate) {
    settle();
    perSecond = rate;
  }

  /** Returns which share of the work may be done, from 0 to 1. */
  double share() {
    return share(0);
  }

  /**
   * Returns which share of the work may be done, from 0 to 1.
   *
   * @param waiting what the work takes that was begun and is not noted yet
   */
  double share(double waiting) {
    double most = perSecond * SAVED_SECONDS;
    double now = earned(nanoTime.getAsLong()) - (waiting > 0 ? waiting / most : 0);
    return perSecond > 0 ? Math.max(0, Math.min(1, now / ENOUGH)) : 0;
  }

  /** Takes note of work that was done. A debt is paid within the same time: no more is noted. */
  synchronized void spend(double amount) {
    settle();
    if (perSecond > 0) {
      saved = Math.max(-1, saved - amount / (perSecond * SAVED_SECONDS));
    }
  }

  private void settle() {
    long now = nanoTime.getAsLong();
    saved = earned(now);
    since = Math.max(since, now);
  }

  private double earned(long now) {
    return Math.min(1, saved + Math.max(0, now - since) / (NANOS * SAVED_SECONDS));
  }
}
