package io.github.djlobservability.worker;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Reads the counters of a thread. */
interface ThreadReader {
  /** Counts nothing. */
  ThreadReader NONE =
      new ThreadReader() {
        @Override
        public long cpuNanos(Thread thread) {
          return -1;
        }

        @Override
        public long allocatedBytes(Thread thread) {
          return -1;
        }
      };

  /** Returns the CPU time that a thread has taken; -1 when it has ended, or none is counted. */
  long cpuNanos(Thread thread);

  /** Returns the bytes that a thread has allocated; -1 when it has ended, or none are counted. */
  long allocatedBytes(Thread thread);

  /** Reads what this Java counts. */
  static ThreadReader ofThisJava() {
    if (!(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads)) {
      return NONE;
    }
    boolean cpu = threads.isThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled();
    boolean memory =
        threads.isThreadAllocatedMemorySupported() && threads.isThreadAllocatedMemoryEnabled();
    return new ThreadReader() {
      @Override
      public long cpuNanos(Thread thread) {
        return cpu ? threads.getThreadCpuTime(thread.getId()) : -1;
      }

      @Override
      public long allocatedBytes(Thread thread) {
        return memory ? threads.getThreadAllocatedBytes(thread.getId()) : -1;
      }
    };
  }
}
