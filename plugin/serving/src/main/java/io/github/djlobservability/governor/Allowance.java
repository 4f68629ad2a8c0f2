package io.github.djlobservability.governor;

import java.util.function.LongSupplier;

/**
 * Earns at a rate, and saves what isn't spent: up to what it earns in a given time. While at least
 * half of that is saved, all work is done; below, a share of it that falls with what is saved. So
 * short bursts are worked off in full, and where more comes for longer, the share settles where as
 * much is spent as is earned. Thread-safe.
 *
 * <p>The share depends on work that was done before, never on the work at hand: whoever chooses
 * work by it at random chooses fairly.
 *
 * <p>Requests' threads ask for the share without a lock; they may see it a moment old.
 */
final class Allowance {
  /** Saves this long what is counted in items. */
  static final double ITEMS_SAVED_SECONDS = 60;

  /**
   * Saves this long what is CPU time. What was saved is spent as fast as work comes, so this is how
   * long a burst after a rest can take the processor from requests.
   */
  static final double CPU_SAVED_SECONDS = 5;

  private static final double NANOS = 1e9;

  /** While this part is saved, all work is done. */
  private static final double ENOUGH = 0.5;

  private final LongSupplier nanoTime;
  private final double savedSeconds;
  private volatile double perSecond;

  /** Is what is saved, as a part of all that can be; below 0 for a debt. */
  private volatile double saved = 1;

  private volatile long since;

  /**
   * Begins with all saved that it can save.
   *
   * @param perSecond what it earns in a second; infinite for whatever is asked
   * @param savedSeconds it saves what it earns in this time
   * @param nanoTime a clock as {@link System#nanoTime()}
   */
  Allowance(double perSecond, double savedSeconds, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.savedSeconds = savedSeconds;
    this.perSecond = perSecond;
    this.since = nanoTime.getAsLong();
  }

  /** Earns at another rate from now on; what is saved stays, as far as it can be saved. */
  synchronized void earn(double rate) {
    settle();
    double kept = saved * perSecond / rate;
    // From or to a rate of nothing, or of whatever is asked, no amount can be told.
    if (Double.isFinite(kept) && perSecond > 0) {
      saved = Math.max(-1, Math.min(1, kept));
    }
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
    double most = perSecond * savedSeconds;
    double now = earned(nanoTime.getAsLong()) - (waiting > 0 ? waiting / most : 0);
    return perSecond > 0 ? Math.max(0, Math.min(1, now / ENOUGH)) : 0;
  }

  /** Takes note of work that was done. A debt is paid within the same time: no more is noted. */
  synchronized void spend(double amount) {
    settle();
    if (perSecond > 0) {
      saved = Math.max(-1, saved - amount / (perSecond * savedSeconds));
    }
  }

  private void settle() {
    long now = nanoTime.getAsLong();
    saved = earned(now);
    since = Math.max(since, now);
  }

  private double earned(long now) {
    return Math.min(1, saved + Math.max(0, now - since) / (NANOS * savedSeconds));
  }
}
