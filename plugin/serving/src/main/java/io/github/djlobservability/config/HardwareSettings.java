package io.github.djlobservability.config;

/**
 * What is asked about the hardware.
 *
 * @param enabled whether it is read at all
 * @param gpuLibrary the GPU driver's management library: a file, or a name that the system's loader
 *     knows
 */
public record HardwareSettings(boolean enabled, String gpuLibrary) {
  /** What holds for those who say nothing. */
  public static final HardwareSettings DEFAULTS = new HardwareSettings(true, "libnvidia-ml.so.1");
}
