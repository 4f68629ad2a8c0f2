package io.github.djlobservability.worker;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the heap bytes that the plugin's buffers hold, all together. Each buffer claims what it
 * takes in from a {@link MemoryShare}; a claim that does not fit is refused and counted.
 * Thread-safe, without locks.
 *
 * <p>What is claimed is an estimate by who claims it: it is to be no less than what a heap dump
 * would show.
 */
public final class MemoryBudget {
  private static final int DEFAULT_PERCENT = 5;

  private final long limitBytes;
  private final AtomicLong held = new AtomicLong();
  private final Map<String, MemoryShare> shares = new ConcurrentSkipListMap<>();

  /**
   * @param limitBytes for all buffers together, above 0
   */
  public MemoryBudget(long limitBytes) {
    if (limitBytes <= 0) {
      throw new IllegalArgumentException("limitBytes must be above 0, got " + limitBytes);
    }
    this.limitBytes = limitBytes;
  }

  /** Returns a budget of a twentieth of the largest heap that this process may have. */
  public static MemoryBudget ofHeap() {
    return new MemoryBudget(Runtime.getRuntime().maxMemory() / 100 * DEFAULT_PERCENT);
  }

  /**
   * Returns the share of a buffer; the same for the same name.
   *
   * @param name of the buffer, in metrics and on the page
   * @param maxBytes what it may hold at most; half of the whole budget if that is less, so that no
   *     buffer can starve all others
   */
  public MemoryShare share(String name, long maxBytes) {
    return shares.computeIfAbsent(
        name, n -> new MemoryShare(this, n, Math.min(maxBytes, limitBytes / 2)));
  }

  boolean claim(long bytes) {
    if (held.addAndGet(bytes) <= limitBytes) {
      return true;
    }
    held.addAndGet(-bytes);
    return false;
  }

  long room() {
    return Math.max(0, limitBytes - held.get());
  }

  void release(long bytes) {
    held.addAndGet(-bytes);
  }

  /** Returns how much is held, by whom, and what was refused. */
  public Report report() {
    return new Report(
        limitBytes, held.get(), shares.values().stream().map(MemoryShare::report).toList());
  }

  /**
   * The budget at one moment.
   *
   * @param limitBytes what all buffers may hold together
   * @param heldBytes what they hold
   * @param shares by name
   */
  public record Report(long limitBytes, long heldBytes, List<MemoryShare.Report> shares) {}
}
