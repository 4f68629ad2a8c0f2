package io.github.djlobservability.worker;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.LongSupplier;

/** Tells what a thread has worked, which is less than the time that passed where it had to wait. */
public final class CpuClock {
  private CpuClock() {}

  /**
   * Returns the CPU time of the thread that asks, in nanoseconds; on a Java that does not count it,
   * the time that passes.
   */
  public static LongSupplier ofCurrentThread() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return threads.isCurrentThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled()
        ? threads::getCurrentThreadCpuTime
        : System::nanoTime;
  }
}
