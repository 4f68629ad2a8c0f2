package io.github.djlobservability.hardware;

import io.github.djlobservability.telemetry.Measurements;
import io.github.djlobservability.telemetry.definition.HardwareKeys;
import io.github.djlobservability.telemetry.definition.HardwareMetric;
import io.github.djlobservability.telemetry.definition.HttpKeys;
import io.opentelemetry.api.common.Attributes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes one card's readings to metrics. What the card did not tell is not written. */
final class GpuTelemetry {
  private final Measurements<HardwareMetric> to;
  private final Attributes card;

  private GpuTelemetry(Measurements<HardwareMetric> to, Gpu gpu) {
    this.to = to;
    GpuIdentity identity = gpu.identity();
    this.card =
        Attributes.builder()
            .put(HardwareKeys.ID, identity.id())
            .put(HardwareKeys.TYPE, HardwareKeys.GPU)
            .put(HardwareKeys.NAME, gpu.device())
            .put(HardwareKeys.MODEL, identity.model())
            .put(HardwareKeys.VENDOR, identity.vendor())
            .put(HardwareKeys.DRIVER_VERSION, identity.driverVersion())
            .build();
  }

  static void write(Measurements<HardwareMetric> to, Gpu gpu, GpuReading reading) {
    GpuTelemetry telemetry = new GpuTelemetry(to, gpu);
    telemetry.write(reading);
    telemetry.write(reading.memory());
    telemetry.write(reading.clocks());
    telemetry.write(reading.eccErrors());
    gpu.errorsByXid()
        .forEach(
            (xid, count) -> to.record(HardwareMetric.ERRORS, count, telemetry.error("xid_" + xid)));
  }

  private void write(GpuReading reading) {
    write(
        HardwareMetric.GPU_UTILIZATION,
        reading.utilization(),
        card.toBuilder().put(HardwareKeys.TASK, HardwareKeys.GENERAL).build());
    write(HardwareMetric.POWER, reading.powerWatts(), card);
    write(HardwareMetric.GPU_POWER_LIMIT, reading.powerLimitWatts(), card);
    write(HardwareMetric.ENERGY, reading.energyJoules(), card);
    Integer celsius = reading.temperatureCelsius();
    write(HardwareMetric.TEMPERATURE, celsius == null ? null : celsius.doubleValue(), card);
  }

  private void write(GpuReading.@Nullable Memory memory) {
    if (memory == null) {
      return;
    }
    to.record(HardwareMetric.GPU_MEMORY_USAGE, memory.usedBytes(), card);
    to.record(HardwareMetric.GPU_MEMORY_LIMIT, memory.totalBytes(), card);
    if (memory.totalBytes() > 0) {
      to.record(
          HardwareMetric.GPU_MEMORY_UTILIZATION,
          (double) memory.usedBytes() / memory.totalBytes(),
          card);
    }
    if (memory.ownBytes() != null) {
      to.record(HardwareMetric.GPU_PROCESS_MEMORY, memory.ownBytes(), card);
    }
  }

  private void write(GpuReading.Clocks clocks) {
    write(clocks.multiprocessorHertz(), HardwareMetric.GPU_CLOCK_FREQUENCY, clock("sm"));
    write(clocks.memoryHertz(), HardwareMetric.GPU_CLOCK_FREQUENCY, clock("memory"));
    Set<String> limits = clocks.limits();
    if (limits != null) {
      for (ClockLimit limit : ClockLimit.values()) {
        Attributes reason = card.toBuilder().put(HardwareKeys.CLOCK_LIMIT, limit.label()).build();
        to.record(
            HardwareMetric.GPU_CLOCK_LIMITED, limits.contains(limit.label()) ? 1.0 : 0.0, reason);
      }
    }
  }

  private void write(GpuReading.EccErrors errors) {
    write(errors.corrected(), HardwareMetric.ERRORS, error("corrected"));
    write(errors.uncorrected(), HardwareMetric.ERRORS, error("uncorrected"));
  }

  private void write(HardwareMetric metric, @Nullable Double value, Attributes attributes) {
    if (value != null) {
      to.record(metric, value.doubleValue(), attributes);
    }
  }

  private void write(@Nullable Long value, HardwareMetric metric, Attributes attributes) {
    if (value != null) {
      to.record(metric, value.longValue(), attributes);
    }
  }

  private Attributes clock(String name) {
    return card.toBuilder().put(HardwareKeys.CLOCK, name).build();
  }

  private Attributes error(String type) {
    return card.toBuilder().put(HttpKeys.ERROR_TYPE, type).build();
  }
}
