package io.github.djlobservability.governor;

import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/**
 * Chooses which requests of one model are compared with its reference: all of them as long as there
 * is time for all, else a fair sample. Each request that comes at one moment has the same chance,
 * whatever is in it, so that what is compared is spread as what is seen. Thread-safe.
 */
public final class Thinning {
  /** Share of the newest request in the mean number of its items. */
  private static final double NEWEST = 0.05;

  private final SplittableRandom random;
  private final LongSupplier cpuNanos;
  private final Allowance rows;
  private final Allowance cpu;
  private double itemsPerRequest = 1;
  private double itemsCarried;
  private long requests;
  private long kept;
  private long keptNanos;
  private long startedAt;

  /**
   * @param rowsPerSecond that are compared at most; infinite for no such limit
   * @param cpu the CPU time that may be taken, in nanoseconds
   * @param cpuNanos the CPU time of the thread that asks
   * @param nanoTime a clock as {@link System#nanoTime()}
   */
  Thinning(
      long seed,
      double rowsPerSecond,
      Allowance cpu,
      LongSupplier cpuNanos,
      LongSupplier nanoTime) {
    this.random = new SplittableRandom(seed);
    this.rows = new Allowance(rowsPerSecond, nanoTime);
    this.cpu = cpu;
    this.cpuNanos = cpuNanos;
  }

  /**
   * Returns whether the next request is to be compared; if so, {@link #begins} and {@link
   * #compared} follow.
   */
  public synchronized boolean keeps() {
    requests++;
    double share = Math.min(rows.share(), cpu.share());
    // One draw for each, needed or not: what one request draws depends on no other.
    return random.nextDouble() < share;
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
    itemsPerRequest += NEWEST * (counted - itemsPerRequest);
    kept++;
    keptNanos += nanos;
    rows.spend(counted);
    cpu.spend((double) nanos);
  }

  /**
   * Returns how many items the last request that was not kept counts as: their mean number in the
   * latest that were, since it isn't read. The sum of what is returned is right to less than one.
   */
  public synchronized long leftOutItems() {
    itemsCarried += itemsPerRequest;
    long whole = (long) itemsCarried;
    itemsCarried -= whole;
    return whole;
  }

  /** Bounds the CPU time that the requests take, in nanoseconds a second. */
  void allow(double nanosPerSecond) {
    cpu.earn(nanosPerSecond);
  }

  /** Returns what came since this was last asked. */
  synchronized Demand demand() {
    Demand demand = new Demand(requests, kept, keptNanos);
    requests = 0;
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
