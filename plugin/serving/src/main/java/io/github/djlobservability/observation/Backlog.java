package io.github.djlobservability.observation;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * What waits for a thread of its own, which works it off in the order it was added. Not bounded:
 * that is for who adds to see to. Thread-safe.
 *
 * <p>While there is work, the thread looks for more every few milliseconds, so that who adds
 * something needn't wake it, and so that what is alike is done in a row, out of warm caches.
 *
 * @param <T> what waits
 */
public final class Backlog<T> {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Queue<T> waiting = new ConcurrentLinkedQueue<>();
  private final Consumer<T> work;
  private final Thread worker;
  private volatile boolean sleeping;
  private volatile boolean stopped;

  /**
   * @param thread its name
   * @param work what to do with each; throws nothing
   */
  public Backlog(String thread, Consumer<T> work) {
    this.work = work;
    worker = new Thread(this::run, thread);
    worker.setDaemon(true);
  }

  /** Starts the thread. */
  public void start() {
    worker.start();
  }

  /** Adds something; once the thread was stopped, it is done on the caller's. */
  public void add(T item) {
    waiting.add(item);
    if (sleeping) {
      sleeping = false;
      LockSupport.unpark(worker);
    }
    if (stopped) {
      workOff();
    }
  }

  /** Does what waits, on the caller's thread; returns whether anything did. */
  public synchronized boolean workOff() {
    boolean any = false;
    for (T item = waiting.poll(); item != null; item = waiting.poll()) {
      any = true;
      work.accept(item);
    }
    return any;
  }

  private void run() {
    long idleSince = System.nanoTime();
    while (!stopped) {
      if (workOff()) {
        idleSince = System.nanoTime();
      }
      if (System.nanoTime() - idleSince < IDLE_NANOS) {
        LockSupport.parkNanos(this, PAUSE_NANOS);
      } else {
        sleepUntilWoken();
        idleSince = System.nanoTime();
      }
    }
    workOff();
  }

  private void sleepUntilWoken() {
    sleeping = true;
    // Whoever added after this look sees that we sleep, and wakes us.
    while (sleeping && waiting.isEmpty() && !stopped) {
      LockSupport.park(this);
    }
    sleeping = false;
  }

  /** Stops the thread when it has done what waits; waits no longer than it is told. */
  public void close(Duration limit) {
    stopped = true;
    LockSupport.unpark(worker);
    try {
      worker.join(limit.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
