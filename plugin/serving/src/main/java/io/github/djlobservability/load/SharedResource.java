package io.github.djlobservability.load;

/**
 * Something that all models of the process share and that runs out: the CPU. Asked by one thread.
 *
 * <p>What only the models on it share is a device, see {@link DeviceReader}.
 */
interface SharedResource {

  /** Returns what it is called in metrics: {@code cpu}. */
  String name();

  /**
   * Returns the share of it that the process used since it was last asked, from 0 to 1; NaN when
   * that isn't known.
   */
  double utilization();
}
