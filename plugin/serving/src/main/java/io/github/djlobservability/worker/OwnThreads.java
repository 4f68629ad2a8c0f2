package io.github.djlobservability.worker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Knows the threads that do nothing but the plugin's work, and what each has taken. What it reads
 * are counters of single threads, without a stop of others. Thread-safe; nothing of it is called on
 * a request's thread.
 */
public final class OwnThreads {
  private final ThreadReader reader;
  private final Map<Thread, Counters> threads = new LinkedHashMap<>();

  /** Holds what threads that have ended had taken, by name. */
  private final Map<String, Counters> ended = new LinkedHashMap<>();

  /** Reads the counters of this Java. */
  public OwnThreads() {
    this(ThreadReader.ofThisJava());
  }

  OwnThreads(ThreadReader reader) {
    this.reader = reader;
  }

  /**
   * Counts the present thread as the plugin's from now on.
   *
   * @param name in metrics and on the page; several threads may have one
   */
  public void noteCurrent(String name) {
    note(name, Thread.currentThread());
  }

  synchronized void note(String name, Thread thread) {
    threads.computeIfAbsent(thread, t -> new Counters(name));
  }

  /** Returns what all have taken since they were noted, by name. */
  public synchronized List<ThreadUse> report() {
    threads.forEach((thread, counters) -> counters.read(reader, thread));
    threads.entrySet().removeIf(this::hasEnded);
    Map<String, Counters> sums = new LinkedHashMap<>();
    ended.values().forEach(counters -> sum(sums, counters));
    threads.values().forEach(counters -> sum(sums, counters));
    List<ThreadUse> uses = new ArrayList<>();
    for (Counters sum : sums.values()) {
      uses.add(new ThreadUse(sum.name, sum.cpuNanos / 1e9, sum.allocatedBytes));
    }
    return uses;
  }

  private boolean hasEnded(Map.Entry<Thread, Counters> thread) {
    if (thread.getKey().getState() != Thread.State.TERMINATED) {
      return false;
    }
    sum(ended, thread.getValue());
    return true;
  }

  private static void sum(Map<String, Counters> sums, Counters counters) {
    sums.computeIfAbsent(counters.name, Counters::new).add(counters);
  }

  /** The last that was read of a thread. */
  private static final class Counters {
    private final String name;
    private long cpuNanos;
    private long allocatedBytes;

    Counters(String name) {
      this.name = name;
    }

    /** A thread that has ended has no counters any more; then the last ones stay. */
    void read(ThreadReader reader, Thread thread) {
      cpuNanos = Math.max(cpuNanos, reader.cpuNanos(thread));
      allocatedBytes = Math.max(allocatedBytes, reader.allocatedBytes(thread));
    }

    void add(Counters other) {
      cpuNanos += other.cpuNanos;
      allocatedBytes += other.allocatedBytes;
    }
  }
}
