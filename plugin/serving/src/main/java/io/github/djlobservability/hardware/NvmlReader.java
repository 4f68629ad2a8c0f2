package io.github.djlobservability.hardware;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads NVIDIA cards through the driver's management library. A figure that a card, a driver or the
 * permissions do not give is absent; a card that is lost, or a driver that is broken, throws.
 */
final class NvmlReader implements GpuReader {
  private static final Logger LOGGER = LoggerFactory.getLogger(NvmlReader.class);
  private static final int SENSOR_CHIP = 0;
  private static final int CLOCK_MULTIPROCESSOR = 1;
  private static final int CLOCK_MEMORY = 2;
  private static final int ERRORS_CORRECTED = 0;
  private static final int ERRORS_UNCORRECTED = 1;
  private static final int SINCE_DRIVER_LOAD = 0;

  private final NvmlLibrary nvml;
  private final NvmlProcesses processes;
  private final Map<Integer, Pointer> handles = new HashMap<>();
  private final List<GpuIdentity> gpus = new ArrayList<>();
  private final NvmlEvents events;

  private NvmlReader(NvmlLibrary nvml, long pid) throws GpuException {
    this.nvml = nvml;
    this.processes = new NvmlProcesses(nvml, pid);
    findGpus();
    this.events = new NvmlEvents(nvml, handles);
  }

  /**
   * Loads the library and finds the cards.
   *
   * @param library a file, or a name that the system's loader knows
   * @param pid the process whose memory is to be told apart
   */
  static NvmlReader open(String library, long pid) throws GpuException {
    NvmlLibrary nvml;
    try {
      nvml = Native.load(library, NvmlLibrary.class);
    } catch (LinkageError e) {
      throw new GpuException(library + " can't be loaded");
    }
    require("nvmlInit_v2", nvml::nvmlInit_v2);
    try {
      return new NvmlReader(nvml, pid);
    } catch (GpuException | LinkageError e) {
      int unused = nvml.nvmlShutdown();
      throw e instanceof GpuException ours ? ours : new GpuException(String.valueOf(e));
    }
  }

  private void findGpus() throws GpuException {
    String driver = text(nvml::nvmlSystemGetDriverVersion);
    int[] count = new int[1];
    require("nvmlDeviceGetCount_v2", () -> nvml.nvmlDeviceGetCount_v2(count));
    for (int i = 0; i < count[0]; i++) {
      try {
        findGpu(i, driver);
      } catch (GpuException e) {
        LOGGER.debug("GPU {} is left out", i, e);
      }
    }
  }

  /** A card that this process may not use is none of ours. */
  private void findGpu(int index, String driver) throws GpuException {
    PointerByReference handle = new PointerByReference();
    if (told(
        "nvmlDeviceGetHandleByIndex_v2", () -> nvml.nvmlDeviceGetHandleByIndex_v2(index, handle))) {
      Pointer device = handle.getValue();
      String uuid = text((bytes, length) -> nvml.nvmlDeviceGetUUID(device, bytes, length));
      String model = text((bytes, length) -> nvml.nvmlDeviceGetName(device, bytes, length));
      handles.put(index, device);
      gpus.add(
          new GpuIdentity(index, uuid.isEmpty() ? "gpu" + index : uuid, model, "NVIDIA", driver));
    }
  }

  @Override
  public List<GpuIdentity> gpus() {
    return gpus;
  }

  @Override
  public GpuReading read(GpuIdentity gpu) throws GpuException {
    Pointer device = handles.get(gpu.index());
    if (device == null) {
      throw new GpuException("no card " + gpu.index());
    }
    return new GpuReading(
        utilization(device),
        memory(device),
        scaled(number("nvmlDeviceGetPowerUsage", v -> nvml.nvmlDeviceGetPowerUsage(device, v))),
        scaled(
            number(
                "nvmlDeviceGetEnforcedPowerLimit",
                v -> nvml.nvmlDeviceGetEnforcedPowerLimit(device, v))),
        energy(device),
        number(
            "nvmlDeviceGetTemperature", v -> nvml.nvmlDeviceGetTemperature(device, SENSOR_CHIP, v)),
        new GpuReading.Clocks(
            clock(device, CLOCK_MULTIPROCESSOR), clock(device, CLOCK_MEMORY), limits(device)),
        new GpuReading.EccErrors(
            eccErrors(device, ERRORS_CORRECTED), eccErrors(device, ERRORS_UNCORRECTED)));
  }

  private @Nullable Double utilization(Pointer device) throws GpuException {
    int[] percent = new int[2];
    return told(
            "nvmlDeviceGetUtilizationRates",
            () -> nvml.nvmlDeviceGetUtilizationRates(device, percent))
        ? percent[0] / 100.0
        : null;
  }

  private GpuReading.@Nullable Memory memory(Pointer device) throws GpuException {
    long[] bytes = new long[3];
    return told("nvmlDeviceGetMemoryInfo", () -> nvml.nvmlDeviceGetMemoryInfo(device, bytes))
        ? new GpuReading.Memory(bytes[2], bytes[0], processes.ownBytes(device))
        : null;
  }

  private @Nullable Double energy(Pointer device) throws GpuException {
    long[] millijoules = new long[1];
    return told(
            "nvmlDeviceGetTotalEnergyConsumption",
            () -> nvml.nvmlDeviceGetTotalEnergyConsumption(device, millijoules))
        ? millijoules[0] / 1000.0
        : null;
  }

  private @Nullable Long clock(Pointer device, int clock) throws GpuException {
    Integer megahertz =
        number("nvmlDeviceGetClockInfo", v -> nvml.nvmlDeviceGetClockInfo(device, clock, v));
    return megahertz == null ? null : megahertz * 1_000_000L;
  }

  private @Nullable Long eccErrors(Pointer device, int type) throws GpuException {
    long[] count = new long[1];
    return told(
            "nvmlDeviceGetTotalEccErrors",
            () -> nvml.nvmlDeviceGetTotalEccErrors(device, type, SINCE_DRIVER_LOAD, count))
        ? count[0]
        : null;
  }

  private @Nullable Set<String> limits(Pointer device) throws GpuException {
    long[] bits = new long[1];
    boolean told =
        told(
                "nvmlDeviceGetCurrentClocksEventReasons",
                () -> nvml.nvmlDeviceGetCurrentClocksEventReasons(device, bits))
            || told(
                "nvmlDeviceGetCurrentClocksThrottleReasons",
                () -> nvml.nvmlDeviceGetCurrentClocksThrottleReasons(device, bits));
    return told ? ClockLimit.labels(bits[0]) : null;
  }

  @Override
  public List<Xid> newErrors() {
    return events.poll();
  }

  @Override
  public void close() {
    events.close();
    int unused = nvml.nvmlShutdown();
  }

  private static @Nullable Double scaled(@Nullable Integer thousandths) {
    return thousandths == null ? null : thousandths / 1000.0;
  }

  private static @Nullable Integer number(String function, IntCall call) throws GpuException {
    int[] value = new int[1];
    return told(function, () -> call.run(value)) ? value[0] : null;
  }

  /** Returns an empty text where there is none. */
  private static String text(TextCall call) throws GpuException {
    byte[] bytes = new byte[96];
    return told("text", () -> call.run(bytes, bytes.length)) ? Native.toString(bytes) : "";
  }

  private static void require(String function, IntSupplier call) throws GpuException {
    if (!told(function, call)) {
      throw new GpuException(function + " failed");
    }
  }

  /** Returns whether the function has told what it was asked for. */
  static boolean told(String function, IntSupplier call) throws GpuException {
    int status;
    try {
      status = call.getAsInt();
    } catch (UnsatisfiedLinkError e) {
      return false;
    }
    if (status == NvmlStatus.SUCCESS) {
      return true;
    }
    if (NvmlStatus.concernsOneFigure(status)) {
      return false;
    }
    throw new GpuException(function + ": " + NvmlStatus.name(status));
  }

  @FunctionalInterface
  private interface IntCall {
    int run(int[] value);
  }

  @FunctionalInterface
  private interface TextCall {
    int run(byte[] bytes, int length);
  }
}
