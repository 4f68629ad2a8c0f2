package io.github.djlobservability.load;

import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.PoolReading;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds the devices' counters at one moment, and how often the models' workers on them had been
 * seen busy.
 *
 * @param devices by name
 * @param busy sums over the moments at which the workers were looked at
 */
record DeviceMoment(Map<String, DeviceReading> devices, Map<WorkersOn, Long> busy) {

  /** Nothing done, or no device. */
  static final DeviceMoment NONE = new DeviceMoment(Map.of(), Map.of());

  /** Copies the maps. */
  DeviceMoment {
    devices = Map.copyOf(devices);
    busy = Map.copyOf(busy);
  }

  /**
   * Returns how much a model has used of the devices that its workers run on since an earlier
   * moment: the mean over the devices.
   *
   * @param measured the models whose calls are seen
   * @return null when one of the devices can't be read now, as a CPU can't
   */
  @Nullable ResourceUse since(
      DeviceMoment earlier, ModelId model, PoolReading pool, Set<ModelId> measured) {
    double byModel = 0;
    double byAll = 0;
    int count = 0;
    for (PoolReading.Workers workers : pool.devices()) {
      if (workers.running() > 0) {
        ResourceUse use = since(earlier, new WorkersOn(model, workers.device()), measured);
        if (use == null) {
          return null;
        }
        byModel += use.byModel();
        byAll += use.byAll();
        count++;
      }
    }
    return count == 0 ? null : new ResourceUse(byModel / count, byAll / count);
  }

  private @Nullable ResourceUse since(
      DeviceMoment earlier, WorkersOn workers, Set<ModelId> measured) {
    DeviceReading now = devices.getOrDefault(workers.device(), DeviceReading.NONE);
    DeviceReading then = earlier.devices.getOrDefault(workers.device(), DeviceReading.NONE);
    double seconds = now.seconds() - then.seconds();
    if (!now.current() || !(seconds > 0)) {
      return null;
    }
    double byAll = Math.min(1, (now.computingSeconds() - then.computingSeconds()) / seconds);
    Set<ModelId> there = modelsOn(workers.device());
    if (measured.containsAll(there)) {
      double own = now.ofModel(workers.model()) - then.ofModel(workers.model());
      return new ResourceUse(Math.max(0, own) / seconds, byAll);
    }
    return new ResourceUse(byAll * shareOfWorkers(earlier, workers, there), byAll);
  }

  private Set<ModelId> modelsOn(String device) {
    return busy.keySet().stream()
        .filter(on -> on.device().equals(device))
        .map(WorkersOn::model)
        .collect(Collectors.toSet());
  }

  /**
   * Returns the share of a model's busy workers among all on its device; 1 where the model is
   * alone.
   */
  private double shareOfWorkers(DeviceMoment earlier, WorkersOn workers, Set<ModelId> there) {
    if (there.equals(Set.of(workers.model()))) {
      return 1;
    }
    double all = 0;
    for (ModelId other : there) {
      all += timesBusySince(earlier, new WorkersOn(other, workers.device()));
    }
    return all == 0 ? 0 : timesBusySince(earlier, workers) / all;
  }

  private long timesBusySince(DeviceMoment earlier, WorkersOn workers) {
    long before = earlier.busy.getOrDefault(workers, 0L);
    return Math.max(0, busy.getOrDefault(workers, 0L) - before);
  }

  /** A model's workers on a device. */
  record WorkersOn(ModelId model, String device) {}
}
