package io.github.djlobservability.worker;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts the bytes that one kind of buffer holds, within its own bound and the whole budget. */
public final class MemoryShare {
  private final MemoryBudget budget;
  private final String name;
  private final long limitBytes;
  private final AtomicLong held = new AtomicLong();
  private final LongAdder beyondShare = new LongAdder();
  private final LongAdder beyondBudget = new LongAdder();

  MemoryShare(MemoryBudget budget, String name, long limitBytes) {
    this.budget = budget;
    this.name = name;
    this.limitBytes = limitBytes;
  }

  /**
   * Claims bytes, all or none; who is told true releases as many.
   *
   * @param bytes not negative
   */
  public boolean claim(long bytes) {
    return tryClaim(bytes) == null;
  }

  /** Claims bytes; returns why it was refused, or null when it was not. */
  @Nullable Refusal tryClaim(long bytes) {
    if (held.addAndGet(bytes) > limitBytes) {
      held.addAndGet(-bytes);
      beyondShare.increment();
      return Refusal.BYTES;
    }
    if (!budget.claim(bytes)) {
      held.addAndGet(-bytes);
      beyondBudget.increment();
      return Refusal.MEMORY;
    }
    return null;
  }

  /**
   * Claims as much of some bytes as there is room for, of what is held in any case.
   *
   * @return how much was claimed, to be released
   */
  public long claimUpTo(long bytes) {
    long some = Math.min(bytes, room());
    if (some < bytes) {
      (some < limitBytes - held.get() ? beyondBudget : beyondShare).increment();
    }
    return some > 0 && claim(some) ? some : 0;
  }

  /** Counts something that was left out because there is too little room to begin with. */
  public void refuse() {
    beyondShare.increment();
  }

  /** Returns how many bytes can be claimed at the moment, within both bounds. */
  public long room() {
    return Math.max(0, Math.min(limitBytes - held.get(), budget.room()));
  }

  /** Gives back what was claimed. */
  public void release(long bytes) {
    held.addAndGet(-bytes);
    budget.release(bytes);
  }

  /** Returns how many bytes are held. */
  public long held() {
    return held.get();
  }

  /** Returns how many bytes it may hold. */
  public long limitBytes() {
    return limitBytes;
  }

  Report report() {
    return new Report(name, limitBytes, held.get(), beyondShare.sum(), beyondBudget.sum());
  }

  /**
   * One kind of buffer at one moment.
   *
   * @param refusedByShare claims beyond its own bound
   * @param refusedByBudget claims beyond what all buffers may hold together
   */
  public record Report(
      String name, long limitBytes, long heldBytes, long refusedByShare, long refusedByBudget) {}
}
