package io.github.djlobservability.worker;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Items on their way to the one thread that works on them, in the order they came. Bounded in items
 * and in bytes: what is past a bound is refused and counted by reason. Any thread offers, one
 * drains; offering never waits and takes no lock.
 *
 * @param <T> what is handed over
 */
public final class HandOff<T> {
  private final String name;
  private final int maxItems;
  private final ToLongFunction<? super T> bytes;
  private final MemoryShare share;
  private final Queue<T> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private final Map<Refusal, LongAdder> refused = new EnumMap<>(Refusal.class);
  private volatile @Nullable Worker consumer;
  private volatile boolean closed;

  /**
   * @param name in metrics and on the page
   * @param maxItems that wait at most
   * @param share bounds the bytes
   * @param bytes how many an item holds, roughly; the same whenever it is asked
   */
  HandOff(String name, int maxItems, MemoryShare share, ToLongFunction<? super T> bytes) {
    this.name = name;
    this.maxItems = maxItems;
    this.share = share;
    this.bytes = bytes;
    for (Refusal reason : Refusal.values()) {
      refused.put(reason, new LongAdder());
    }
  }

  /** Has a worker woken when it sleeps. */
  void wakes(Worker worker) {
    consumer = worker;
  }

  /** Takes an item in; returns false when it is refused. */
  public boolean offer(T item) {
    Refusal refusal = claim(item);
    if (refusal == null) {
      queue.add(item);
      // Who closes drains once more afterwards; what comes between is taken back here.
      if (closed && queue.remove(item)) {
        release(item);
        refusal = Refusal.CLOSED;
      }
    }
    if (refusal != null) {
      counter(refusal).increment();
      return false;
    }
    Worker worker = consumer;
    if (worker != null) {
      worker.wakeIfAsleep();
    }
    return true;
  }

  private @Nullable Refusal claim(T item) {
    if (closed) {
      return Refusal.CLOSED;
    }
    // The place is claimed before it is looked at, so that refusals give back the same.
    if (count.incrementAndGet() > maxItems) {
      count.decrementAndGet();
      return Refusal.ITEMS;
    }
    Refusal refusal = share.tryClaim(bytes.applyAsLong(item));
    if (refusal != null) {
      count.decrementAndGet();
    }
    return refusal;
  }

  private void release(T item) {
    count.decrementAndGet();
    share.release(bytes.applyAsLong(item));
  }

  /** Returns how many items wait or are worked on. */
  public int size() {
    return count.get();
  }

  /**
   * Hands over what waits; to be called by one thread at a time. An item keeps its place until it
   * has been worked on, and gives it back whatever the work throws.
   *
   * @param most how many items it hands over at most
   * @return how many it has
   */
  public int drain(int most, Consumer<? super T> work) {
    int done = 0;
    while (done < most) {
      T item = queue.poll();
      if (item == null) {
        return done;
      }
      done++;
      try {
        work.accept(item);
      } finally {
        release(item);
      }
    }
    return done;
  }

  /** Refuses everything from now on; what waits is still there to be drained. */
  public void close() {
    closed = true;
  }

  /** Refuses everything from now on, and drops and counts what waits. */
  void abandon() {
    close();
    drain(Integer.MAX_VALUE, item -> counter(Refusal.CLOSED).increment());
  }

  private LongAdder counter(Refusal reason) {
    return Objects.requireNonNull(refused.get(reason));
  }

  /** Counts an item as refused that can't be worked on, since whom it is for is gone. */
  public void countGone() {
    counter(Refusal.GONE).increment();
  }

  /** Returns how many items were refused. */
  public long refused() {
    return refused.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** Returns how it stands. */
  public Report report() {
    Map<String, Long> byReason = new LinkedHashMap<>();
    refused.forEach((reason, counter) -> byReason.put(reason.label(), counter.sum()));
    return new Report(name, count.get(), maxItems, byReason);
  }

  /**
   * A hand-off at one moment.
   *
   * @param waiting items that wait or are worked on
   * @param limit of items
   * @param refused items by reason
   */
  public record Report(String name, int waiting, int limit, Map<String, Long> refused) {}
}
