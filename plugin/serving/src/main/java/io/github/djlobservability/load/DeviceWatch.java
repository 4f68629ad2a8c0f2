package io.github.djlobservability.load;

import io.github.djlobservability.load.DeviceMoment.WorkersOn;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.PoolReading;
import java.util.HashMap;
import java.util.Map;

/** Watches the devices that models compute on, and their workers there. For one thread. */
final class DeviceWatch {
  private final DeviceReader reader;
  private final Map<WorkersOn, Long> busy = new HashMap<>();
  private boolean any;

  DeviceWatch(DeviceReader reader) {
    this.reader = reader;
  }

  /** The workers of all models were looked at. */
  void sample(Map<ModelId, PoolReading> pools) {
    if (!any) {
      return;
    }
    busy.keySet().removeIf(workers -> !pools.containsKey(workers.model()));
    pools.forEach(
        (model, pool) -> {
          for (PoolReading.Workers workers : pool.devices()) {
            if (workers.running() > 0) {
              busy.merge(new WorkersOn(model, workers.device()), (long) workers.busy(), Long::sum);
            }
          }
        });
  }

  /** Reads the devices. */
  DeviceMoment moment() {
    Map<String, DeviceReading> devices = reader.read();
    any = !devices.isEmpty();
    return any ? new DeviceMoment(devices, busy) : DeviceMoment.NONE;
  }
}
