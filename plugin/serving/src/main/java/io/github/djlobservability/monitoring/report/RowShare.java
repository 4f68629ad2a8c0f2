package io.github.djlobservability.monitoring.report;

import io.github.djlobservability.worker.MemoryBudget;
import io.github.djlobservability.worker.MemoryShare;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The bytes that the last rows of all models may hold, shared out evenly among the models that have
 * any. Thread-safe.
 */
public final class RowShare {
  private static final String BUFFER = "rows";
  private static final int PART_OF_BUDGET = 8;

  /** More of one model is of no use. */
  private static final long MOST_OF_ONE = 2 << 20;

  private final MemoryShare memory;
  private final AtomicInteger models = new AtomicInteger();

  /** Shares out an eighth of a budget. */
  public RowShare(MemoryBudget budget) {
    memory = budget.share(BUFFER, budget.report().limitBytes() / PART_OF_BUDGET);
  }

  /** Counts a model that has rows from now on. */
  void join() {
    models.incrementAndGet();
  }

  /** Counts a model that has no rows any more. */
  void leave() {
    models.decrementAndGet();
  }

  /** Returns how many bytes the rows of one model may hold. */
  long ofOne() {
    return Math.min(MOST_OF_ONE, memory.limitBytes() / Math.max(1, models.get()));
  }

  /** Returns whether there is room; unlike a claim that fails, asking is no loss to be counted. */
  boolean hasRoom(long bytes) {
    return memory.room() >= bytes;
  }

  boolean claim(long bytes) {
    return hasRoom(bytes) && memory.claim(bytes);
  }

  void release(long bytes) {
    memory.release(bytes);
  }
}
