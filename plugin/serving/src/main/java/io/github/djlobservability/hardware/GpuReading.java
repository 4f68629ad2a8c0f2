package io.github.djlobservability.hardware;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds a card's figures at one moment; null is a figure that it did not tell.
 *
 * @param utilization share of the driver's last sample period in which a kernel ran, 0 to 1
 * @param powerWatts what it draws
 * @param powerLimitWatts what the driver lets it draw at most
 * @param energyJoules used since the driver was loaded
 * @param temperatureCelsius of the chip
 */
record GpuReading(
    @Nullable Double utilization,
    @Nullable Memory memory,
    @Nullable Double powerWatts,
    @Nullable Double powerLimitWatts,
    @Nullable Double energyJoules,
    @Nullable Integer temperatureCelsius,
    Clocks clocks,
    EccErrors eccErrors) {

  /**
   * The card's memory.
   *
   * @param usedBytes by all processes
   * @param ownBytes by this process and those that it has started; null when the driver does not
   *     list it, as in a container
   */
  record Memory(long usedBytes, long totalBytes, @Nullable Long ownBytes) {

    /** Returns the figure that tells best how much memory this process uses. */
    long attributableBytes() {
      return ownBytes == null ? usedBytes : ownBytes;
    }
  }

  /**
   * How fast it runs.
   *
   * @param multiprocessorHertz of what computes
   * @param limits labels of what keeps it from running faster, see {@link ClockLimit}; null when it
   *     is not told
   */
  record Clocks(
      @Nullable Long multiprocessorHertz,
      @Nullable Long memoryHertz,
      @Nullable Set<String> limits) {}

  /** Memory errors since the driver was loaded. */
  record EccErrors(@Nullable Long corrected, @Nullable Long uncorrected) {}
}
