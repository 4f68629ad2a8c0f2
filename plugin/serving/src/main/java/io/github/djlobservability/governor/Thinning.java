package io.github.djlobservability.governor;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Chooses which requests of one model are compared with its reference: all of them as long as there
 * is time for all, else a fair sample. Each request that comes at one moment has the same chance,
 * whatever is in it, so that what is compared is spread as what is seen. Thread-safe.
 */
public final class Thinning {
  /** Share of the newest request in the means. */
  private static final double NEWEST = 0.05;

  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private final long seed;
  private final LongSupplier cpuNanos;
  private final Allowance rows;
  private final Allowance least;
  private final Allowance cpu;
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong leftOut = new AtomicLong();
  private final AtomicLong waiting = new AtomicLong();
  private volatile double itemsPerRequest = 1;
  private volatile double nanosPerRequest;
  private double itemsCarried;
  private long demanded;
  private long kept;
  private long keptNanos;
  private long startedAt;

  /**
   * @param rowsPerSecond that are compared at most; infinite for no such limit
   * @param least items of all models that are compared whatever time they take
   * @param cpu the CPU time that may be taken, in nanoseconds
   * @param cpuNanos the CPU time of the thread that asks
   * @param nanoTime a clock as {@link System#nanoTime()}
   */
  Thinning(
      long seed,
      double rowsPerSecond,
      Allowance least,
      Allowance cpu,
      LongSupplier cpuNanos,
      LongSupplier nanoTime) {
    this.seed = seed;
    this.rows = new Allowance(rowsPerSecond, nanoTime);
    this.least = least;
    this.cpu = cpu;
    this.cpuNanos = cpuNanos;
  }

  /**
   * Returns whether the next request is to be compared; if so, {@link #begins} and {@link
   * #compared} follow. For any thread; takes no lock.
   */
  public boolean keeps() {
    // One draw for each, needed or not: what one request draws depends on no other.
    long number = requests.incrementAndGet();
    long chosen = waiting.get();
    double items = chosen * itemsPerRequest;
    double share =
        Math.min(
            rows.share(items), Math.max(least.share(items), cpu.share(chosen * nanosPerRequest)));
    boolean keeps = new SplittableRandom(seed + number * GOLDEN_GAMMA).nextDouble() < share;
    if (!keeps) {
      leftOut.incrementAndGet();
    }
    return keeps;
  }

  /** Takes note that a request that is to be compared waits for the thread that does it. */
  public void waits() {
    waiting.incrementAndGet();
  }

  /** Takes note that one waits no more: it is taken, or refused. */
  public void waitsNoMore() {
    waiting.decrementAndGet();
  }

  /** Takes note that the work begins that is done for drift alone. */
  public synchronized void begins() {
    startedAt = cpuNanos.getAsLong();
  }

  /**
   * Takes note that the request was compared, and the work is done.
   *
   * @param items that it had; one that could not be read counts as one
   */
  public synchronized void compared(int items) {
    long nanos = Math.max(0, cpuNanos.getAsLong() - startedAt);
    int counted = Math.max(1, items);
    itemsPerRequest = mean(itemsPerRequest, counted);
    nanosPerRequest = mean(nanosPerRequest, (double) nanos);
    kept++;
    keptNanos += nanos;
    rows.spend(counted);
    least.spend(counted);
    cpu.spend((double) nanos);
  }

  private static double mean(double before, double newest) {
    return before + NEWEST * (newest - before);
  }

  /**
   * Returns how many items the requests count as that were left out since this was last asked: as
   * many each as the latest that were compared had on average, since they aren't read. The sum of
   * what is returned is right to less than one.
   */
  public synchronized long leftOutItems() {
    itemsCarried += itemsPerRequest * leftOut.getAndSet(0);
    long whole = (long) itemsCarried;
    itemsCarried -= whole;
    return whole;
  }

  /** Returns whether requests were left out since {@link #leftOutItems} was asked. */
  public boolean hasLeftOut() {
    return leftOut.get() > 0;
  }

  /** Bounds the CPU time that the requests take, in nanoseconds a second. */
  void allow(double nanosPerSecond) {
    cpu.earn(nanosPerSecond);
  }

  /** Returns what came since this was last asked. */
  synchronized Demand demand() {
    long all = requests.get();
    Demand demand = new Demand(all - demanded, kept, keptNanos);
    demanded = all;
    kept = 0;
    keptNanos = 0;
    return demand;
  }

  /**
   * The requests of a while.
   *
   * @param requests that came
   * @param kept those that were compared
   * @param keptNanos CPU time that these have taken
   */
  record Demand(long requests, long kept, long keptNanos) {}
}
