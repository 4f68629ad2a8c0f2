package io.github.djlobservability.hardware;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cards that say what the test has told them. */
final class FakeGpuReader implements GpuReader {
  final List<GpuIdentity> gpus = new ArrayList<>();
  final Map<Integer, GpuReading> readings = new HashMap<>();
  final List<Xid> errors = new ArrayList<>();
  int reads;
  Runnable duringRead = () -> {};

  static FakeGpuReader withCards(int count) {
    FakeGpuReader reader = new FakeGpuReader();
    for (int i = 0; i < count; i++) {
      reader.gpus.add(new GpuIdentity(i, "GPU-" + i, "card", "NVIDIA", "1"));
      reader.readings.put(i, reading(0.5, 100.0 * i, 1000));
    }
    return reader;
  }

  static GpuReading reading(@Nullable Double utilization, @Nullable Double joules, long usedBytes) {
    return new GpuReading(
        utilization,
        new GpuReading.Memory(usedBytes, 10_000, null),
        200.0,
        700.0,
        joules,
        40,
        new GpuReading.Clocks(1_000L, 2_000L, Set.of(ClockLimit.IDLE.label())),
        new GpuReading.EccErrors(0L, 0L));
  }

  @Override
  public List<GpuIdentity> gpus() {
    return gpus;
  }

  /** A card without a reading is lost. */
  @Override
  public GpuReading read(GpuIdentity gpu) throws GpuException {
    reads++;
    duringRead.run();
    GpuReading reading = readings.get(gpu.index());
    if (reading == null) {
      throw new GpuException("lost");
    }
    return reading;
  }

  @Override
  public List<Xid> newErrors() {
    List<Xid> now = List.copyOf(errors);
    errors.clear();
    return now;
  }

  @Override
  public void close() {}
}
