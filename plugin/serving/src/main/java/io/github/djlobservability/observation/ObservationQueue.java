package io.github.djlobservability.observation;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Observations on their way from the requests' threads to the one that looks at them: bounded in
 * number and in bytes, and what is past the bounds is dropped and counted. Thread-safe for many
 * that offer and one that takes.
 */
public final class ObservationQueue {
  private final int maxCount;
  private final long maxBytes;
  private final Queue<Observation> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final LongAdder dropped = new LongAdder();
  private final Semaphore available = new Semaphore(0);

  /**
   * @param maxCount how many observations are held at most
   * @param maxBytes how many bytes they hold at most, roughly
   */
  public ObservationQueue(int maxCount, long maxBytes) {
    this.maxCount = maxCount;
    this.maxBytes = maxBytes;
  }

  /** Takes an observation in, or drops it. Never waits. */
  public void offer(Observation observation) {
    long size = observation.heldBytes();
    // Both are claimed before either is looked at, so that release gives back the same.
    int claimedCount = count.incrementAndGet();
    long claimedBytes = bytes.addAndGet(size);
    boolean fits = claimedCount <= maxCount && claimedBytes <= maxBytes;
    if (!fits) {
      release(size);
      dropped.increment();
      return;
    }
    queue.add(observation);
    available.release();
  }

  /**
   * Waits for an observation.
   *
   * @return null when none came in time
   */
  public @Nullable Observation poll(long timeout, TimeUnit unit) throws InterruptedException {
    if (!available.tryAcquire(timeout, unit)) {
      return null;
    }
    Observation observation = queue.poll();
    if (observation != null) {
      release(observation.heldBytes());
    }
    return observation;
  }

  /** Lets the one that waits for an observation go on without one. */
  public void wake() {
    available.release();
  }

  private void release(long size) {
    count.decrementAndGet();
    bytes.addAndGet(-size);
  }

  /** Returns how many observations were dropped. */
  public long dropped() {
    return dropped.sum();
  }

  /** Returns how many observations wait. */
  public int size() {
    return Math.max(0, count.get());
  }
}
