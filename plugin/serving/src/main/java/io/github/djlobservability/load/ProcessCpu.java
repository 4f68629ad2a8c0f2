package io.github.djlobservability.load;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/** The CPU time of the process, against that of all processors it may use. Not thread-safe. */
public final class ProcessCpu implements SharedResource {
  private final LongSupplier cpuNanos;
  private final LongSupplier nanoTime;
  private final int processors;
  private long lastCpu;
  private long lastTime;

  ProcessCpu(LongSupplier cpuNanos, LongSupplier nanoTime, int processors) {
    this.cpuNanos = cpuNanos;
    this.nanoTime = nanoTime;
    this.processors = processors;
    lastCpu = cpuNanos.getAsLong();
    lastTime = nanoTime.getAsLong();
  }

  /** Reads this process. */
  public static ProcessCpu ofThisProcess() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new ProcessCpu(
        system::getProcessCpuTime, System::nanoTime, Runtime.getRuntime().availableProcessors());
  }

  @Override
  public String name() {
    return "cpu";
  }

  @Override
  public double utilization() {
    long cpu = cpuNanos.getAsLong();
    long time = nanoTime.getAsLong();
    double share =
        cpu < 0 || lastCpu < 0 || time <= lastTime
            ? Double.NaN
            : (double) (cpu - lastCpu) / (time - lastTime) / processors;
    lastCpu = cpu;
    lastTime = time;
    return Math.min(1, share);
  }
}
