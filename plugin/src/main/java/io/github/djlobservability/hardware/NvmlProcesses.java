package io.github.djlobservability.hardware;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** Finds a process among those that use a card. Not thread-safe. */
final class NvmlProcesses {
  private static final int ENTRY_BYTES = 24;
  private static final int USED_OFFSET = 8;
  private static final int SPARE_ENTRIES = 16;

  /** In place of a figure: the driver does not know. */
  private static final long NOT_AVAILABLE = -1;

  private final NvmlLibrary nvml;
  private final long pid;
  private int capacity = 64;

  NvmlProcesses(NvmlLibrary nvml, long pid) {
    this.nvml = nvml;
    this.pid = pid;
  }

  /** Returns what the process uses of a card's memory; null when the driver does not tell. */
  @Nullable Long ownBytes(Pointer device) throws GpuException {
    int[] count = {capacity};
    try (Memory entries = new Memory((long) capacity * ENTRY_BYTES)) {
      boolean told =
          NvmlReader.told(
              "nvmlDeviceGetComputeRunningProcesses_v3",
              () -> nvml.nvmlDeviceGetComputeRunningProcesses_v3(device, count, entries));
      if (told) {
        return ownBytes(entries, count[0]);
      }
    }
    // There were more than fit: next time they will.
    capacity = Math.max(capacity, count[0] + SPARE_ENTRIES);
    return null;
  }

  private @Nullable Long ownBytes(Memory entries, int count) {
    for (int i = 0; i < Math.min(count, capacity); i++) {
      long entry = (long) i * ENTRY_BYTES;
      if (Integer.toUnsignedLong(entries.getInt(entry)) == pid) {
        long used = entries.getLong(entry + USED_OFFSET);
        return used == NOT_AVAILABLE ? null : used;
      }
    }
    return null;
  }
}
