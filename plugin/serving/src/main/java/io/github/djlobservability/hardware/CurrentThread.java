package io.github.djlobservability.hardware;

import com.sun.management.ThreadMXBean;
import io.github.djlobservability.model.ThreadCounters;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/** Reads the counters of the thread that asks. Thread-safe. */
final class CurrentThread {
  private static final ThreadCounters NONE = new ThreadCounters(-1, -1);

  private CurrentThread() {}

  /** Returns a reader; on a Java that does not count, it says so each time. */
  static Supplier<ThreadCounters> counters() {
    if (!(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads)) {
      return () -> NONE;
    }
    boolean cpu = threads.isCurrentThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled();
    boolean memory =
        threads.isThreadAllocatedMemorySupported() && threads.isThreadAllocatedMemoryEnabled();
    return () ->
        new ThreadCounters(
            cpu ? threads.getCurrentThreadCpuTime() : -1,
            memory ? threads.getCurrentThreadAllocatedBytes() : -1);
  }
}
