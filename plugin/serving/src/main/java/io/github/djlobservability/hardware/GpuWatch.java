package io.github.djlobservability.hardware;

import io.github.djlobservability.load.DeviceReading;
import io.github.djlobservability.telemetry.Measurements;
import io.github.djlobservability.telemetry.definition.HardwareMetric;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The cards and whose work they do. What reads a card is for one thread, what writes readings out
 * is thread-safe.
 */
final class GpuWatch implements AutoCloseable {
  private final GpuPoller poller;
  private final ModelWorks works;
  private final Map<String, DeviceLedger> ledgers = new ConcurrentHashMap<>();

  GpuWatch(GpuPoller poller, ModelWorks works) {
    this.poller = poller;
    this.works = works;
  }

  /**
   * Reads all cards, and puts down what they did since the last time to the models.
   *
   * @return whether there is any card
   */
  boolean poll(long nowNanos) {
    boolean any = poller.poll(nowNanos);
    for (Gpu gpu : poller.gpus()) {
      GpuReading reading = gpu.reading(nowNanos);
      if (reading != null) {
        ledgers
            .computeIfAbsent(gpu.device(), device -> new DeviceLedger())
            .settle(reading, nowNanos, works.on(gpu.device()));
      }
    }
    return any;
  }

  /** Reads a device; null when it can't be read. */
  @Nullable Long attributableBytes(String device, long nowNanos) {
    GpuReading reading = poller.readNow(device, nowNanos);
    GpuReading.Memory memory = reading == null ? null : reading.memory();
    return memory == null ? null : memory.attributableBytes();
  }

  /** Returns what each card has done since it was first read. */
  Map<String, DeviceReading> work(long nowNanos) {
    Map<String, DeviceReading> devices = new HashMap<>();
    for (Gpu gpu : poller.gpus()) {
      DeviceLedger ledger = ledgers.get(gpu.device());
      if (ledger != null) {
        GpuReading reading = gpu.reading(nowNanos);
        boolean current = reading != null && reading.utilization() != null;
        devices.put(gpu.device(), ledger.reading(current, works.on(gpu.device())));
      }
    }
    return devices;
  }

  void writeTo(Measurements<HardwareMetric> to, long nowNanos) {
    poller.reportHang(nowNanos);
    for (Gpu gpu : poller.gpus()) {
      GpuReading reading = gpu.reading(nowNanos);
      if (reading != null) {
        GpuTelemetry.write(to, gpu, reading);
      }
    }
  }

  List<HardwareReport.Card> report(long nowNanos) {
    poller.reportHang(nowNanos);
    List<HardwareReport.Card> cards = new ArrayList<>();
    for (Gpu gpu : poller.gpus()) {
      GpuReading reading = gpu.reading(nowNanos);
      if (reading != null) {
        cards.add(
            new HardwareReport.Card(gpu.device(), gpu.identity(), reading, gpu.errorsByXid()));
      }
    }
    return cards;
  }

  @Override
  public void close() {
    poller.close();
  }
}
