package io.github.djlobservability.telemetry.definition;

import static io.github.djlobservability.telemetry.definition.Instrument.gauge;
import static io.github.djlobservability.telemetry.definition.Instrument.histogram;
import static io.github.djlobservability.telemetry.definition.Instrument.observedCounter;
import static io.github.djlobservability.telemetry.definition.Instrument.observedFractionCounter;
import static io.github.djlobservability.telemetry.definition.Instrument.observedUpDownCounter;
import static io.github.djlobservability.telemetry.definition.Instrument.wholeGauge;

import io.github.djlobservability.config.value.MetricLevel;
import io.opentelemetry.api.common.AttributeKey;
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
      MetricLevel.ESSENTIAL,
      "process.memory.usage",
      observedUpDownCounter("By"),
      "Memory of the process that is in RAM. Heap and native; Linux only.",
      List.of()),
  PROCESS_THREADS(
      "process.thread.count",
      observedUpDownCounter("{thread}"),
      "Threads of the process. Java's and native ones; Linux only.",
      List.of()),
  BUFFER_MEMORY_USED(
      "jvm.buffer.memory.used",
      observedUpDownCounter("By"),
      "Memory that Java's buffers use. Not with an agent's OpenTelemetry.",
      List.of(HardwareKeys.BUFFER_POOL)),
  BUFFER_MEMORY_LIMIT(
      MetricLevel.ALL,
      "jvm.buffer.memory.limit",
      observedUpDownCounter("By"),
      "Capacity of Java's buffers. Not with an agent's OpenTelemetry.",
      List.of(HardwareKeys.BUFFER_POOL)),
  BUFFER_COUNT(
      MetricLevel.ALL,
      "jvm.buffer.count",
      observedUpDownCounter("{buffer}"),
      "Java's buffers. Not with an agent's OpenTelemetry.",
      List.of(HardwareKeys.BUFFER_POOL)),
  SYSTEM_CPU_UTILIZATION(
      "system.cpu.utilization",
      gauge("1"),
      "Share of the host's processors, or of the container's, that is in use.",
      List.of()),
  SYSTEM_MEMORY_LIMIT(
      "system.memory.limit",
      observedUpDownCounter("By"),
      "Memory of the host. Linux only.",
      List.of()),
  SYSTEM_MEMORY_AVAILABLE(
      "system.linux.memory.available",
      observedUpDownCounter("By"),
      "Memory of the host that could be had without swapping. Linux only.",
      List.of()),

  GPU_UTILIZATION(
      MetricLevel.ESSENTIAL,
      "hw.gpu.utilization",
      gauge("1"),
      "Share of the time in which the GPU computed. It is that of the driver's last sample period,"
          + " at most 1 s, in which a kernel ran.",
      HardwareKeys.gpu(HardwareKeys.TASK)),
  GPU_MEMORY_UTILIZATION(
      "hw.gpu.memory.utilization",
      gauge("1"),
      "Share of the GPU's memory that is in use.",
      HardwareKeys.gpu()),
  GPU_MEMORY_USAGE(
      MetricLevel.ESSENTIAL,
      "hw.gpu.memory.usage",
      observedUpDownCounter("By"),
      "GPU memory in use, by all processes.",
      HardwareKeys.gpu()),
  GPU_MEMORY_LIMIT(
      MetricLevel.ESSENTIAL,
      "hw.gpu.memory.limit",
      observedUpDownCounter("By"),
      "Size of the GPU's memory.",
      HardwareKeys.gpu()),
  POWER("hw.power", gauge("W"), "Power that the GPU draws.", HardwareKeys.gpu()),
  GPU_POWER_LIMIT(
      "djl.serving.gpu.power.limit",
      gauge("W"),
      "Power that the driver allows the GPU to draw.",
      HardwareKeys.gpu()),
  ENERGY(
      "hw.energy",
      observedFractionCounter("J"),
      "Energy that the GPU has used since its driver was loaded.",
      HardwareKeys.gpu()),
  TEMPERATURE("hw.temperature", gauge("Cel"), "Temperature of the GPU's chip.", HardwareKeys.gpu()),
  ERRORS(
      MetricLevel.ESSENTIAL,
      "hw.errors",
      observedCounter("{error}"),
      "Errors of the GPU. Memory errors since its driver was loaded, Xid errors since the server's"
          + " start.",
      HardwareKeys.gpu(HttpKeys.ERROR_TYPE)),

  GPU_PROCESS_MEMORY(
      "djl.serving.gpu.process.memory",
      observedUpDownCounter("By"),
      "GPU memory that the server's process and those that it has started use. Only where the"
          + " driver tells.",
      HardwareKeys.gpu()),
  GPU_CLOCK_FREQUENCY(
      "djl.serving.gpu.clock.frequency",
      wholeGauge("Hz"),
      "Frequency of a GPU's clock.",
      HardwareKeys.gpu(HardwareKeys.CLOCK)),
  GPU_CLOCK_LIMITED(
      "djl.serving.gpu.clock.limited",
      gauge("1"),
      "1 where the GPU's clocks are kept down for that reason, else 0.",
      HardwareKeys.gpu(HardwareKeys.CLOCK_LIMIT)),

  DEVICE_TIME(
      MetricLevel.ESSENTIAL,
      "djl.serving.device.time",
      observedFractionCounter("s"),
      "Computing time of a GPU, by the model it is for. See [hardware.md](hardware.md#whose-work).",
      ModelKeys.model(ModelKeys.DEVICE)),
  DEVICE_ENERGY(
      "djl.serving.device.energy",
      observedFractionCounter("J"),
      "Energy of a GPU, by the model it is for. See [hardware.md](hardware.md#whose-work).",
      ModelKeys.model(ModelKeys.DEVICE)),
  MODEL_MEMORY(
      "djl.serving.model.memory",
      observedUpDownCounter("By"),
      "Memory that loading the model has added, of the GPU or in RAM. See"
          + " [hardware.md](hardware.md#whose-work).",
      ModelKeys.model(ModelKeys.DEVICE)),
  MODEL_TENSORS(
      MetricLevel.ALL,
      "djl.serving.model.tensors",
      observedUpDownCounter("{tensor}"),
      "Tensors that are alive below the model. Those of predictions under way, and those that its"
          + " translator keeps.",
      ModelKeys.model(ModelKeys.DEVICE)),
  ITEM_CPU_TIME(
      MetricLevel.ALL,
      "djl.serving.item.cpu.time",
      histogram("s", Buckets.CPU_SECONDS),
      "CPU time of the worker's thread for each item. One call in 16 is measured.",
      ModelKeys.model(ModelKeys.DEVICE)),
  ITEM_ALLOCATED(
      MetricLevel.ALL,
      "djl.serving.item.memory.allocated",
      histogram("By", Buckets.BYTES),
      "Heap memory that the worker's thread allocated for each item. One call in 16 is measured.",
      ModelKeys.model(ModelKeys.DEVICE));

  private final Definition definition;

  HardwareMetric(
      String name, Instrument instrument, String text, List<AttributeKey<?>> attributes) {
    this(MetricLevel.STANDARD, name, instrument, text, attributes);
  }

  HardwareMetric(
      MetricLevel level,
      String name,
      Instrument instrument,
      String text,
      List<AttributeKey<?>> attributes) {
    definition = new Definition(name, instrument, text, attributes, level);
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
