package io.github.djlobservability.telemetry.definition;

import static io.github.djlobservability.telemetry.definition.Instrument.gauge;
import static io.github.djlobservability.telemetry.definition.Instrument.histogram;
import static io.github.djlobservability.telemetry.definition.Instrument.observedCounter;
import static io.github.djlobservability.telemetry.definition.Instrument.observedFractionCounter;
import static io.github.djlobservability.telemetry.definition.Instrument.observedUpDownCounter;
import static io.github.djlobservability.telemetry.definition.Instrument.wholeGauge;
import static io.github.djlobservability.telemetry.definition.Metric.Definition.essential;
import static io.github.djlobservability.telemetry.definition.Metric.Definition.ofAll;
import static io.github.djlobservability.telemetry.definition.Metric.Definition.standard;

import java.util.List;

/**
 * The metrics of the hardware, and of what models do on it.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/hardware/gpu/">Semantic conventions for
 *     GPUs</a>
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/system/">Semantic conventions for
 *     systems and processes</a>
 */
public enum HardwareMetric implements Metric {
  PROCESS_MEMORY(
      essential(
          "process.memory.usage",
          observedUpDownCounter("By"),
          "Memory of the process that is in RAM. Heap and native; Linux only.",
          List.of())),
  PROCESS_THREADS(
      standard(
          "process.thread.count",
          observedUpDownCounter("{thread}"),
          "Threads of the process. Java's and native ones; Linux only.",
          List.of())),
  BUFFER_MEMORY_USED(
      standard(
          "jvm.buffer.memory.used",
          observedUpDownCounter("By"),
          "Memory that Java's buffers use. Not with an agent's OpenTelemetry.",
          List.of(HardwareKeys.BUFFER_POOL))),
  BUFFER_MEMORY_LIMIT(
      ofAll(
          "jvm.buffer.memory.limit",
          observedUpDownCounter("By"),
          "Capacity of Java's buffers. Not with an agent's OpenTelemetry.",
          List.of(HardwareKeys.BUFFER_POOL))),
  BUFFER_COUNT(
      ofAll(
          "jvm.buffer.count",
          observedUpDownCounter("{buffer}"),
          "Java's buffers. Not with an agent's OpenTelemetry.",
          List.of(HardwareKeys.BUFFER_POOL))),
  SYSTEM_CPU_UTILIZATION(
      standard(
          "system.cpu.utilization",
          gauge("1"),
          "Share of the host's processors, or of the container's, that is in use.",
          List.of())),
  SYSTEM_MEMORY_LIMIT(
      standard(
          "system.memory.limit",
          observedUpDownCounter("By"),
          "Memory of the host. Linux only.",
          List.of())),
  SYSTEM_MEMORY_AVAILABLE(
      standard(
          "system.linux.memory.available",
          observedUpDownCounter("By"),
          "Memory of the host that could be had without swapping. Linux only.",
          List.of())),

  GPU_UTILIZATION(
      essential(
          "hw.gpu.utilization",
          gauge("1"),
          "Share of the time in which the GPU computed. It is that of the driver's last sample"
              + " period, at most 1 s, in which a kernel ran.",
          HardwareKeys.gpu(HardwareKeys.TASK))),
  GPU_MEMORY_UTILIZATION(
      standard(
          "hw.gpu.memory.utilization",
          gauge("1"),
          "Share of the GPU's memory that is in use.",
          HardwareKeys.gpu())),
  GPU_MEMORY_USAGE(
      essential(
          "hw.gpu.memory.usage",
          observedUpDownCounter("By"),
          "GPU memory in use, by all processes.",
          HardwareKeys.gpu())),
  GPU_MEMORY_LIMIT(
      essential(
          "hw.gpu.memory.limit",
          observedUpDownCounter("By"),
          "Size of the GPU's memory.",
          HardwareKeys.gpu())),
  POWER(standard("hw.power", gauge("W"), "Power that the GPU draws.", HardwareKeys.gpu())),
  GPU_POWER_LIMIT(
      standard(
          "djl.serving.gpu.power.limit",
          gauge("W"),
          "Power that the driver allows the GPU to draw.",
          HardwareKeys.gpu())),
  ENERGY(
      standard(
          "hw.energy",
          observedFractionCounter("J"),
          "Energy that the GPU has used since its driver was loaded.",
          HardwareKeys.gpu())),
  TEMPERATURE(
      standard(
          "hw.temperature", gauge("Cel"), "Temperature of the GPU's chip.", HardwareKeys.gpu())),
  ERRORS(
      essential(
          "hw.errors",
          observedCounter("{error}"),
          "Errors of the GPU. Memory errors since its driver was loaded, Xid errors since the"
              + " server's start.",
          HardwareKeys.gpu(HttpKeys.ERROR_TYPE))),

  GPU_PROCESS_MEMORY(
      standard(
          "djl.serving.gpu.process.memory",
          observedUpDownCounter("By"),
          "GPU memory that the server's process and those that it has started use. Only where the"
              + " driver tells.",
          HardwareKeys.gpu())),
  GPU_CLOCK_FREQUENCY(
      standard(
          "djl.serving.gpu.clock.frequency",
          wholeGauge("Hz"),
          "Frequency of a GPU's clock.",
          HardwareKeys.gpu(HardwareKeys.CLOCK))),
  GPU_CLOCK_LIMITED(
      standard(
          "djl.serving.gpu.clock.limited",
          gauge("1"),
          "1 where the GPU's clocks are kept down for that reason, else 0.",
          HardwareKeys.gpu(HardwareKeys.CLOCK_LIMIT))),

  DEVICE_TIME(
      essential(
          "djl.serving.device.time",
          observedFractionCounter("s"),
          "Computing time of a GPU, by the model it is for. See"
              + " [hardware.md](hardware.md#whose-work).",
          ModelKeys.model(ModelKeys.DEVICE))),
  DEVICE_ENERGY(
      standard(
          "djl.serving.device.energy",
          observedFractionCounter("J"),
          "Energy of a GPU, by the model it is for. See [hardware.md](hardware.md#whose-work).",
          ModelKeys.model(ModelKeys.DEVICE))),
  MODEL_MEMORY(
      standard(
          "djl.serving.model.memory",
          observedUpDownCounter("By"),
          "Memory that loading the model has added, of the GPU or in RAM. See"
              + " [hardware.md](hardware.md#whose-work).",
          ModelKeys.model(ModelKeys.DEVICE))),
  MODEL_TENSORS(
      ofAll(
          "djl.serving.model.tensors",
          observedUpDownCounter("{tensor}"),
          "Tensors that are alive below the model. Those of predictions under way, and those that"
              + " its translator keeps.",
          ModelKeys.model(ModelKeys.DEVICE))),
  ITEM_CPU_TIME(
      ofAll(
          "djl.serving.item.cpu.time",
          histogram("s", Buckets.CPU_SECONDS),
          "CPU time of the worker's thread for each item. One call in 16 is measured.",
          ModelKeys.model(ModelKeys.DEVICE))),
  ITEM_ALLOCATED(
      ofAll(
          "djl.serving.item.memory.allocated",
          histogram("By", Buckets.BYTES),
          "Heap memory that the worker's thread allocated for each item. One call in 16 is"
              + " measured.",
          ModelKeys.model(ModelKeys.DEVICE)));

  private final Definition definition;

  HardwareMetric(Definition definition) {
    this.definition = definition;
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
