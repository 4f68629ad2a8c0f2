package io.github.djlobservability.config;

/** The settings of what is read of the hardware. */
public final class HardwareSetting {
  public static final Setting<Boolean> HARDWARE =
      Setting.ofServer(
          "observability.hardware",
          Notation.flag(),
          true,
          "whether the process, its host and its GPUs are read; see [hardware.md](hardware.md)");

  public static final Setting<String> GPU_LIBRARY =
      Setting.ofServer(
          "observability.gpu.library",
          Notation.text("a file, or a library's name"),
          "libnvidia-ml.so.1",
          "the GPU driver's management library (NVML)");

  public static final Setting<Boolean> GPU_SYNCHRONIZE =
      Setting.ofModel(
          "observability.gpu.synchronize",
          Notation.flag(),
          false,
          "sampled requests wait for the GPU, so that their inference is measured to its end; see"
              + " [hardware.md](hardware.md#true-gpu-time)");

  private HardwareSetting() {}
}
