package io.github.djlobservability.governor;

import com.sun.management.OperatingSystemMXBean;
import io.github.djlobservability.worker.ThreadUse;
import io.github.djlobservability.worker.Workers;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/**
 * CPU times since the start, in seconds.
 *
 * @param process of the whole process, the plugin in it
 * @param own of all threads of the plugin
 * @param capture of the one that logs inferences
 */
record CpuTimes(double process, double own, double capture) {

  /** Returns what reads those of this process. */
  static Supplier<CpuTimes> ofThisProcess(Workers workers) {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return () -> {
      double own = 0;
      double capture = 0;
      for (ThreadUse use : workers.use()) {
        own += use.cpuSeconds();
        capture += use.name().equals(Governor.CAPTURE) ? use.cpuSeconds() : 0;
      }
      return new CpuTimes(system.getProcessCpuTime() / 1e9, own, capture);
    };
  }

  /** Returns what was taken since an earlier time, in processors. */
  CpuTimes since(CpuTimes before, double seconds) {
    return new CpuTimes(
        Math.max(0, process - before.process) / seconds,
        Math.max(0, own - before.own) / seconds,
        Math.max(0, capture - before.capture) / seconds);
  }
}
