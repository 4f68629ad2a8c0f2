package io.github.djlobservability.hardware;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds a process and those that it has started among those that use a card. Not thread-safe. */
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

  /** Returns what they use of a card's memory; null when the driver does not tell. */
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
    long bytes = 0;
    boolean any = false;
    for (int i = 0; i < Math.min(count, capacity); i++) {
      long entry = (long) i * ENTRY_BYTES;
      long used = entries.getLong(entry + USED_OFFSET);
      if (used != NOT_AVAILABLE && isOurs(Integer.toUnsignedLong(entries.getInt(entry)))) {
        bytes += used;
        any = true;
      }
    }
    return any ? bytes : null;
  }

  /** Models of the Python engine compute in processes that the server has started. */
  private boolean isOurs(long listed) {
    if (listed == pid) {
      return true;
    }
    Optional<ProcessHandle> process = ProcessHandle.of(listed).flatMap(ProcessHandle::parent);
    while (process.isPresent() && process.get().pid() != pid) {
      process = process.get().parent();
    }
    return process.isPresent();
  }
}
