package io.github.djlobservability.monitoring;

import org.jspecify.annotations.Nullable;

/**
 * Knows who has the folder of a model's state before and after a watch: its files have one owner at
 * a time, also while a model is unloaded and loaded again. Not thread-safe: one worker owns it.
 */
final class Succession {
  /** A model that is unloaded is done when nothing was under way at as many ticks in a row. */
  private static final int QUIET_TICKS = 2;

  /** A request that never ends keeps nothing open for longer. */
  private static final int MOST_TICKS_LEAVING = 60;

  private final ModelWatch own;

  /** Has the same folder, and ends before this opens; null once it has. */
  private @Nullable ModelWatch before;

  private boolean ended;

  /** Took the folder over from this. */
  private @Nullable ModelWatch successor;

  private int ticksLeaving;
  private int ticksQuiet;

  /**
   * @param own whose predecessor and successor these are
   */
  Succession(ModelWatch own) {
    this.own = own;
  }

  /** Takes note of who has the folder; to be called before anyone else knows of the watch. */
  void follows(@Nullable ModelWatch other) {
    before = other;
  }

  /** Ends who has the folder, once; it is the watch's then. */
  void endBefore() {
    ModelWatch other = before;
    before = null;
    if (other != null) {
      other.end(own);
    }
  }

  /** Takes note of who takes the folder over; null where nobody does. */
  void handOver(@Nullable ModelWatch next) {
    successor = next;
  }

  /** Takes note that the watch has ended. */
  void ended() {
    ended = true;
  }

  /** Returns whether the watch has ended. */
  boolean hasEnded() {
    return ended;
  }

  /**
   * Returns who takes what was handed over to the watch; null where it has ended and nobody does.
   */
  @Nullable ModelWatch owner() {
    if (!ended) {
      return own;
    }
    return successor == null ? null : successor.owner();
  }

  /**
   * Takes note that the model is unloaded, once a second; returns whether it is time to end.
   *
   * @param inFlight requests that are under way
   */
  boolean isDone(long inFlight) {
    ticksLeaving++;
    ticksQuiet = inFlight == 0 ? ticksQuiet + 1 : 0;
    return ticksQuiet >= QUIET_TICKS || ticksLeaving >= MOST_TICKS_LEAVING;
  }
}
