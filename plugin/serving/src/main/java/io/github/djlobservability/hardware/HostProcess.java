package io.github.djlobservability.hardware;

import com.sun.management.OperatingSystemMXBean;
import io.github.djlobservability.telemetry.Measurements;
import io.github.djlobservability.telemetry.definition.HardwareKeys;
import io.github.djlobservability.telemetry.definition.HardwareMetric;
import io.opentelemetry.api.common.Attributes;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the process and the host it runs on. Thread-safe. */
final class HostProcess {
  private final ProcFiles proc;
  private final boolean withBuffers;
  private final @Nullable OperatingSystemMXBean system;
  private final List<BufferPoolMXBean> buffers =
      ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class);

  /**
   * @param withBuffers whether to write metrics of Java's buffers, which nobody else does
   */
  HostProcess(ProcFiles proc, boolean withBuffers) {
    this.proc = proc;
    this.withBuffers = withBuffers;
    this.system =
        ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean told
            ? told
            : null;
    // Java's loads are those since they were last asked for: what comes first is nothing.
    Double unused = cpuLoad();
    Double unusedToo = processCpuLoad();
  }

  /** Returns the process's memory that is in RAM; null when that is not known. */
  @Nullable Long residentBytes() {
    return proc.process().residentBytes();
  }

  void writeTo(Measurements<HardwareMetric> to) {
    ProcFiles.OwnProcess process = proc.process();
    write(to, HardwareMetric.PROCESS_MEMORY, process.residentBytes());
    write(to, HardwareMetric.PROCESS_THREADS, process.threads());
    ProcFiles.HostMemory memory = proc.memory();
    write(to, HardwareMetric.SYSTEM_MEMORY_LIMIT, memory.totalBytes());
    write(to, HardwareMetric.SYSTEM_MEMORY_AVAILABLE, memory.availableBytes());
    Double load = cpuLoad();
    if (load != null) {
      to.record(HardwareMetric.SYSTEM_CPU_UTILIZATION, load, Attributes.empty());
    }
    if (withBuffers) {
      buffers.forEach(pool -> write(to, pool));
    }
  }

  private static void write(Measurements<HardwareMetric> to, BufferPoolMXBean pool) {
    Attributes attributes = Attributes.of(HardwareKeys.BUFFER_POOL, pool.getName());
    to.record(HardwareMetric.BUFFER_MEMORY_USED, pool.getMemoryUsed(), attributes);
    to.record(HardwareMetric.BUFFER_MEMORY_LIMIT, pool.getTotalCapacity(), attributes);
    to.record(HardwareMetric.BUFFER_COUNT, pool.getCount(), attributes);
  }

  private static void write(
      Measurements<HardwareMetric> to, HardwareMetric metric, @Nullable Long value) {
    if (value != null) {
      to.record(metric, value, Attributes.empty());
    }
  }

  /** Java says a negative number when it does not know. */
  private @Nullable Double cpuLoad() {
    return known(system == null ? -1 : system.getCpuLoad());
  }

  private @Nullable Double processCpuLoad() {
    return known(system == null ? -1 : system.getProcessCpuLoad());
  }

  private static @Nullable Double known(double load) {
    return load >= 0 ? load : null;
  }

  Report report() {
    Runtime runtime = Runtime.getRuntime();
    return new Report(
        proc.process(),
        runtime.totalMemory() - runtime.freeMemory(),
        buffers.stream().mapToLong(BufferPoolMXBean::getMemoryUsed).sum(),
        processCpuLoad(),
        runtime.availableProcessors(),
        cpuLoad(),
        proc.memory());
  }

  /**
   * The process and the host as JSON; shares of processors are from 0 to 1, and null when unknown.
   *
   * @param heapBytes in use, garbage included
   * @param bufferBytes outside the heap, in Java's direct and mapped buffers
   * @param cpuUtilization the process's share of the host's processors
   * @param processors that Java may use
   * @param hostCpuUtilization share of the host's processors that is in use
   */
  record Report(
      ProcFiles.OwnProcess process,
      long heapBytes,
      long bufferBytes,
      @Nullable Double cpuUtilization,
      int processors,
      @Nullable Double hostCpuUtilization,
      ProcFiles.HostMemory hostMemory) {}
}
