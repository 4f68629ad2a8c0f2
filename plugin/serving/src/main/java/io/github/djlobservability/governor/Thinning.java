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
  private final AtomicLong leftOutBytes = new AtomicLong();
  private final AtomicLong waiting = new AtomicLong();
  private volatile double itemsPerRequest = 1;
  private volatile double nanosPerRequest;
  private double bytesPerRequest;
  private long fewest = Long.MAX_VALUE;
  private long most;
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
    this.rows = new Allowance(rowsPerSecond, Allowance.ITEMS_SAVED_SECONDS, nanoTime);
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
    return new SplittableRandom(seed + number * GOLDEN_GAMMA).nextDouble() < share;
  }

  /**
   * Takes note that a request is left out and will not be read, so that nobody counts its items.
   * For any thread; takes no lock.
   *
   * @param bytes of its body
   */
  public void leavesOut(long bytes) {
    leftOut.incrementAndGet();
    leftOutBytes.addAndGet(bytes);
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
   * @param bytes of its body
   */
  public synchronized void compared(int items, long bytes) {
    long nanos = Math.max(0, cpuNanos.getAsLong() - startedAt);
    int counted = Math.max(1, items);
    // The first says all that is known; one item is but a guess.
    itemsPerRequest = most == 0 ? counted : mean(itemsPerRequest, counted);
    bytesPerRequest = most == 0 ? bytes : mean(bytesPerRequest, (double) bytes);
    fewest = Math.min(fewest, counted);
    most = Math.max(most, counted);
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
   * Returns how many items the requests count as that were left out unread since this was last
   * asked. If all that were compared had as many items, each has as many; else as many as bodies of
   * their length have, by the latest that were compared. The sum of what is returned is right to
   * less than one in the former case, and an estimate in the latter.
   */
  public synchronized long leftOutItems() {
    long count = leftOut.getAndSet(0);
    long bytes = leftOutBytes.getAndSet(0);
    boolean byBytes = fewest < most && bytesPerRequest > 0 && bytes > 0;
    itemsCarried += itemsPerRequest * (byBytes ? bytes / bytesPerRequest : count);
    long whole = (long) itemsCarried;
    itemsCarried -= whole;
    return whole;
  }

  /** Returns whether {@link #leftOutItems} is exact: all requests had as many items. */
  public synchronized boolean isExact() {
    return most > 0 && fewest >= most;
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
