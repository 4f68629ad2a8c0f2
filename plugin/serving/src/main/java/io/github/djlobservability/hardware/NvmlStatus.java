package io.github.djlobservability.hardware;

import java.util.Map;
import java.util.Set;

/** Names the status codes of NVML's functions. */
final class NvmlStatus {
  static final int SUCCESS = 0;
  static final int INSUFFICIENT_SIZE = 7;
  static final int TIMEOUT = 10;

  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(1, "UNINITIALIZED"),
          Map.entry(2, "INVALID_ARGUMENT"),
          Map.entry(3, "NOT_SUPPORTED"),
          Map.entry(4, "NO_PERMISSION"),
          Map.entry(6, "NOT_FOUND"),
          Map.entry(INSUFFICIENT_SIZE, "INSUFFICIENT_SIZE"),
          Map.entry(8, "INSUFFICIENT_POWER"),
          Map.entry(9, "DRIVER_NOT_LOADED"),
          Map.entry(TIMEOUT, "TIMEOUT"),
          Map.entry(12, "LIBRARY_NOT_FOUND"),
          Map.entry(13, "FUNCTION_NOT_FOUND"),
          Map.entry(15, "GPU_IS_LOST"),
          Map.entry(16, "RESET_REQUIRED"),
          Map.entry(17, "OPERATING_SYSTEM"),
          Map.entry(18, "LIB_RM_VERSION_MISMATCH"),
          Map.entry(25, "ARGUMENT_VERSION_MISMATCH"),
          Map.entry(999, "UNKNOWN"));

  /** These say that one figure is not to be had; the rest say that something is broken. */
  private static final Set<Integer> OF_ONE_FIGURE = Set.of(2, 3, 4, 6, 7, 10, 13, 25);

  private NvmlStatus() {}

  static boolean concernsOneFigure(int status) {
    return OF_ONE_FIGURE.contains(status);
  }

  static String name(int status) {
    return NAMES.getOrDefault(status, "error") + " (" + status + ")";
  }
}
