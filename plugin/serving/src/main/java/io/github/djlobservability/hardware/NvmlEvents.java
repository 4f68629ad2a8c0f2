package io.github.djlobservability.hardware;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import io.github.djlobservability.hardware.GpuReader.Xid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The errors that the driver reports as events, where it does. Not thread-safe. */
final class NvmlEvents implements AutoCloseable {
  private static final long XID_CRITICAL_ERROR = 0x8;
  private static final int DATA_BYTES = 32;
  private static final int CODE_OFFSET = 16;
  private static final int WAIT_MILLIS = 1;
  private static final int MAX_EVENTS = 64;

  private final NvmlLibrary nvml;
  private final Map<Pointer, Integer> indices = new HashMap<>();
  private final @Nullable Pointer set;

  /** Asks for the events of all cards; those that have none are silent. */
  NvmlEvents(NvmlLibrary nvml, Map<Integer, Pointer> handles) {
    this.nvml = nvml;
    this.set = create(nvml);
    if (set != null) {
      handles.forEach(
          (index, device) -> {
            if (nvml.nvmlDeviceRegisterEvents(device, XID_CRITICAL_ERROR, set)
                == NvmlStatus.SUCCESS) {
              indices.put(device, index);
            }
          });
    }
  }

  private static @Nullable Pointer create(NvmlLibrary nvml) {
    try {
      PointerByReference created = new PointerByReference();
      return nvml.nvmlEventSetCreate(created) == NvmlStatus.SUCCESS ? created.getValue() : null;
    } catch (UnsatisfiedLinkError e) {
      return null;
    }
  }

  /** Returns what has come in since the last time. */
  List<Xid> poll() {
    List<Xid> errors = new ArrayList<>();
    if (set == null || indices.isEmpty()) {
      return errors;
    }
    try (Memory data = new Memory(DATA_BYTES)) {
      while (errors.size() < MAX_EVENTS
          && nvml.nvmlEventSetWait_v2(set, data, WAIT_MILLIS) == NvmlStatus.SUCCESS) {
        Integer index = indices.get(data.getPointer(0));
        if (index != null) {
          errors.add(new Xid(index, data.getLong(CODE_OFFSET)));
        }
      }
    } catch (UnsatisfiedLinkError e) {
      indices.clear();
    }
    return errors;
  }

  @Override
  public void close() {
    if (set != null) {
      int unused = nvml.nvmlEventSetFree(set);
    }
  }
}
