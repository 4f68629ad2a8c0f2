package io.github.djlobservability.telemetry;

/**
 * What is read of the hardware whenever metrics are collected; part of the {@link Catalogue}.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/hardware/gpu/">Semantic conventions for
 *     GPUs</a>
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/system/">Semantic conventions for
 *     systems and processes</a>
 */
public enum HardwareMetric {
  PROCESS_MEMORY(
      "process.memory.usage", "up-down counter", "By", "Memory of the process that is in RAM."),
  PROCESS_THREADS("process.thread.count", "up-down counter", "{thread}", "Threads of the process."),
  BUFFER_MEMORY_USED(
      "jvm.buffer.memory.used", "up-down counter", "By", "Memory that Java's buffers use."),
  BUFFER_MEMORY_LIMIT(
      "jvm.buffer.memory.limit", "up-down counter", "By", "Capacity of Java's buffers."),
  BUFFER_COUNT("jvm.buffer.count", "up-down counter", "{buffer}", "Java's buffers."),
  SYSTEM_CPU_UTILIZATION(
      "system.cpu.utilization", "gauge", "1", "Share of the host's processors that is in use."),
  SYSTEM_MEMORY_LIMIT("system.memory.limit", "up-down counter", "By", "Memory of the host."),
  SYSTEM_MEMORY_AVAILABLE(
      "system.linux.memory.available",
      "up-down counter",
      "By",
      "Memory of the host that could be had without swapping."),

  GPU_UTILIZATION(
      "hw.gpu.utilization", "gauge", "1", "Share of the time in which the GPU computed."),
  GPU_MEMORY_UTILIZATION(
      "hw.gpu.memory.utilization", "gauge", "1", "Share of the GPU's memory that is in use."),
  GPU_MEMORY_USAGE("hw.gpu.memory.usage", "up-down counter", "By", "GPU memory in use."),
  GPU_MEMORY_LIMIT("hw.gpu.memory.limit", "up-down counter", "By", "Size of the GPU's memory."),
  POWER("hw.power", "gauge", "W", "Power that the component draws."),
  ENERGY("hw.energy", "counter", "J", "Energy that the component has used."),
  TEMPERATURE("hw.temperature", "gauge", "Cel", "Temperature of the component."),
  ERRORS("hw.errors", "counter", "{error}", "Errors of the component."),

  GPU_PROCESS_MEMORY(
      "djl.serving.gpu.process.memory",
      "up-down counter",
      "By",
      "GPU memory that the server's process uses."),
  GPU_CLOCK_FREQUENCY(
      "djl.serving.gpu.clock.frequency", "gauge", "Hz", "Frequency of a GPU's clock."),
  GPU_CLOCK_LIMITED(
      "djl.serving.gpu.clock.limited",
      "gauge",
      "1",
      "1 where the GPU's clocks are kept down for that reason, else 0."),

  DEVICE_TIME(
      "djl.serving.device.time",
      "counter",
      "s",
      "Computing time of a GPU, by the model it is for."),
  DEVICE_ENERGY(
      "djl.serving.device.energy", "counter", "J", "Energy of a GPU, by the model it is for."),
  MODEL_MEMORY(
      "djl.serving.model.memory",
      "up-down counter",
      "By",
      "Memory that loading the model has added, of the GPU or in RAM."),
  MODEL_TENSORS(
      "djl.serving.model.tensors",
      "up-down counter",
      "{tensor}",
      "Tensors that are alive below the model.");

  private final Catalogue.Metric metric;

  HardwareMetric(String name, String instrument, String unit, String description) {
    metric = new Catalogue.Metric(name, instrument, unit, description);
  }

  Catalogue.Metric metric() {
    return metric;
  }
}
