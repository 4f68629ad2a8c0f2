package io.github.djlobservability.hardware;

import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ThreadCounters;
import io.github.djlobservability.telemetry.Instruments;
import io.github.djlobservability.telemetry.Measurements;
import io.github.djlobservability.telemetry.definition.HardwareMetric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The work of all models that are loaded. Thread-safe. */
final class ModelWorks {
  private final Map<Key, MeasuredWork> works = new ConcurrentHashMap<>();
  private final Supplier<ThreadCounters> counters;
  private final Instruments<HardwareMetric> instruments;

  ModelWorks(Supplier<ThreadCounters> counters, Instruments<HardwareMetric> instruments) {
    this.counters = counters;
    this.instruments = instruments;
  }

  MeasuredWork get(ModelId model, String device) {
    return works.computeIfAbsent(
        new Key(model, device), key -> new MeasuredWork(model, device, counters, instruments));
  }

  void remove(ModelId model) {
    works.keySet().removeIf(key -> key.model.equals(model));
  }

  /** Returns those that run on a device. */
  List<MeasuredWork> on(String device) {
    List<MeasuredWork> on = new ArrayList<>();
    for (MeasuredWork work : works.values()) {
      if (work.device().equals(device)) {
        on.add(work);
      }
    }
    return on;
  }

  void writeTo(Measurements<HardwareMetric> to) {
    for (MeasuredWork work : works.values()) {
      to.record(HardwareMetric.MODEL_TENSORS, work.tensors(), work.attributes());
      Long memory = work.memoryBytes();
      if (memory != null) {
        to.record(HardwareMetric.MODEL_MEMORY, memory.longValue(), work.attributes());
      }
      if (isGpu(work.device())) {
        to.record(HardwareMetric.DEVICE_TIME, work.deviceSeconds(), work.attributes());
        to.record(HardwareMetric.DEVICE_ENERGY, work.joules(), work.attributes());
      }
    }
  }

  static boolean isGpu(String device) {
    return device.startsWith("gpu");
  }

  /** Returns a model's figures; null when it is not loaded. */
  HardwareReport.@Nullable OfModel report(ModelId model) {
    List<MeasuredWork> its = new ArrayList<>();
    for (MeasuredWork work : works.values()) {
      if (work.model().equals(model)) {
        its.add(work);
      }
    }
    its.sort(Comparator.comparing(MeasuredWork::device));
    return its.isEmpty() ? null : report(its);
  }

  private static HardwareReport.OfModel report(List<MeasuredWork> its) {
    MeasuredWork.Totals totals = new MeasuredWork.Totals(0, 0, 0);
    long tensors = 0;
    List<HardwareReport.OnDevice> devices = new ArrayList<>();
    for (MeasuredWork work : its) {
      tensors += work.tensors();
      totals = totals.plus(work.totals());
      boolean gpu = isGpu(work.device());
      devices.add(
          new HardwareReport.OnDevice(
              work.device(),
              work.memoryBytes(),
              gpu ? work.deviceSeconds() : null,
              gpu ? work.joules() : null));
    }
    return new HardwareReport.OfModel(
        perItem(totals.cpuNanos() / 1e9, totals.items()),
        perItem((double) totals.allocatedBytes(), totals.items()),
        totals.items(),
        tensors,
        devices);
  }

  private static @Nullable Double perItem(double total, long items) {
    return items == 0 ? null : total / items;
  }

  private record Key(ModelId model, String device) {}
}
