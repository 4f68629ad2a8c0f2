package io.github.djlobservability.worker;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/** Makes the plugin's threads and hand-offs, and knows how they stand. Thread-safe. */
public final class Workers {
  private final FailureListener failures;
  private final MemoryBudget memory;
  private final LongSupplier nanoTime;
  private final OwnThreads ownThreads;
  private final List<Worker> all = new CopyOnWriteArrayList<>();
  private final List<HandOff<?>> handOffs = new CopyOnWriteArrayList<>();

  /** Makes them with threads that are all its own. */
  public Workers(FailureListener failures, MemoryBudget memory, LongSupplier nanoTime) {
    this(failures, memory, nanoTime, new OwnThreads());
  }

  /**
   * @param failures told of what the workers catch
   * @param memory what hand-offs may hold
   * @param nanoTime a clock as {@link System#nanoTime()}
   * @param ownThreads is told of each thread
   */
  public Workers(
      FailureListener failures, MemoryBudget memory, LongSupplier nanoTime, OwnThreads ownThreads) {
    this.ownThreads = ownThreads;
    this.failures = failures;
    this.memory = memory;
    this.nanoTime = nanoTime;
  }

  /**
   * Makes a worker, to be set up and started.
   *
   * @param name of the thread, without the plugin's
   * @param part by which its failures are counted
   */
  public Worker worker(String name, String part) {
    Worker worker = new Worker(name, part, failures, nanoTime, ownThreads);
    all.add(worker);
    return worker;
  }

  /**
   * Makes a hand-off.
   *
   * @param name in metrics and on the page
   * @param maxItems that wait at most
   * @param maxBytes that they hold at most
   * @param bytes how many an item holds, roughly; the same whenever it is asked
   */
  public <T> HandOff<T> handOff(
      String name, int maxItems, long maxBytes, ToLongFunction<? super T> bytes) {
    HandOff<T> handOff = new HandOff<>(name, maxItems, memory.share(name, maxBytes), bytes);
    handOffs.add(handOff);
    return handOff;
  }

  /** Returns the memory that buffers share. */
  public MemoryBudget memory() {
    return memory;
  }

  /** Returns what the plugin's threads have taken, those of others that work for it alone, too. */
  public List<ThreadUse> use() {
    return ownThreads.report();
  }

  /** Returns how all stand. */
  public OwnReport report() {
    return OwnReport.of(this);
  }

  /** Returns how each worker stands. */
  public List<Worker.Report> threads() {
    return all.stream().map(Worker::report).toList();
  }

  /** Returns how each hand-off stands. */
  public List<HandOff.Report> handOffs() {
    return handOffs.stream().map(HandOff::report).toList();
  }
}
