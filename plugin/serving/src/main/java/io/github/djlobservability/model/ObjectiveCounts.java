package io.github.djlobservability.model;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts how often a model's responses were good enough. Thread-safe; counting takes no lock.
 *
 * <p>What the client did wrong, or broke off in time, is not counted.
 */
public final class ObjectiveCounts {
  private final LongAdder asked = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder answered = new LongAdder();
  private final LongAdder slow = new LongAdder();

  ObjectiveCounts() {}

  /** The server or the model failed a request. */
  public void failed() {
    asked.increment();
    failed.increment();
  }

  /**
   * A request was answered.
   *
   * @param slow whether it took longer than the objective allows
   */
  public void answered(boolean slow) {
    succeeded();
    timed(slow);
  }

  /** A request was answered, whose time counts elsewhere. */
  public void succeeded() {
    asked.increment();
  }

  /**
   * A request's time counts.
   *
   * @param slow whether it took longer than the objective allows, or is still waited for
   */
  public void timed(boolean slow) {
    answered.increment();
    if (slow) {
      this.slow.increment();
    }
  }

  /** Returns the counts; each for itself, not all at one moment. */
  public Totals totals() {
    // What is a part of another is read first, so that no share is above 1.
    long failures = failed.sum();
    long slowOnes = slow.sum();
    return new Totals(asked.sum(), failures, answered.sum(), slowOnes);
  }

  /**
   * The counts at one moment.
   *
   * @param asked requests that could be answered
   * @param failed those that were not
   * @param answered those whose time counts: answered, or not answered within the limit
   * @param slow those of these that took too long
   */
  public record Totals(long asked, long failed, long answered, long slow) {
    /** Nothing counted. */
    public static final Totals NONE = new Totals(0, 0, 0, 0);
  }
}
