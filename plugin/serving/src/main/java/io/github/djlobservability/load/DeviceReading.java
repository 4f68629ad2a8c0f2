package io.github.djlobservability.load;

import io.github.djlobservability.model.ModelId;
import java.util.Map;

/**
 * Holds the counters of a device, such as a GPU, since it was first read. Times are in seconds and
 * only grow.
 *
 * @param current whether it can be read at the moment
 * @param seconds for how long it has been read
 * @param computingSeconds for how much of that it computed, for whomever: its utilization added up
 * @param modelSeconds how much of that is put down to each model whose calls are seen
 */
public record DeviceReading(
    boolean current, double seconds, double computingSeconds, Map<ModelId, Double> modelSeconds) {

  /** Not read yet. */
  static final DeviceReading NONE = new DeviceReading(false, 0, 0, Map.of());

  /** Copies the map. */
  public DeviceReading {
    modelSeconds = Map.copyOf(modelSeconds);
  }

  /** Returns what is put down to a model. */
  double ofModel(ModelId model) {
    return modelSeconds.getOrDefault(model, 0.0);
  }
}
