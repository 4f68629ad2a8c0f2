package io.github.djlobservability.hardware;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds the figures of the server's hardware that the pages show; the fields' names are the JSON's.
 *
 * @param gpus those that can be read at the moment
 */
record HardwareReport(HostProcess.Report host, List<Card> gpus) {

  /**
   * A graphics card.
   *
   * @param device as DJL names it
   * @param errorsByXid errors that the driver reported since the server was started, by their code
   */
  record Card(
      String device, GpuIdentity identity, GpuReading reading, Map<Long, Long> errorsByXid) {}

  /**
   * Holds the figures of a model's own use; null is a figure that is not known.
   *
   * @param cpuSecondsPerItem CPU time of the worker's thread, over the measured calls
   * @param allocatedBytesPerItem heap memory that the worker's thread allocated, likewise
   * @param measuredItems items of the measured calls
   * @param tensors that are alive
   * @param devices that it was loaded on
   */
  record OfModel(
      @Nullable Double cpuSecondsPerItem,
      @Nullable Double allocatedBytesPerItem,
      long measuredItems,
      long tensors,
      List<OnDevice> devices) {}

  /**
   * Holds a model's use of one device; null is a figure that is not known.
   *
   * @param memoryBytes that loading it has added
   * @param deviceSeconds computing time that is put down to it
   * @param joules energy that is put down to it
   */
  record OnDevice(
      String device,
      @Nullable Long memoryBytes,
      @Nullable Double deviceSeconds,
      @Nullable Double joules) {}
}
