package io.github.djlobservability.hardware;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;

/**
 * The functions of NVIDIA's management library that we call. Arrays of one element are out
 * parameters. Each returns a status, see {@link NvmlStatus}; one that the installed library does
 * not have throws UnsatisfiedLinkError when it is called, not before.
 *
 * @see <a href="https://docs.nvidia.com/deploy/nvml-api/">NVML API reference</a>
 */
@SuppressWarnings("MemberName") // JNA looks the functions up by these names
interface NvmlLibrary extends Library {
  int nvmlInit_v2();

  int nvmlShutdown();

  int nvmlSystemGetDriverVersion(byte[] version, int length);

  int nvmlDeviceGetCount_v2(int[] count);

  int nvmlDeviceGetHandleByIndex_v2(int index, PointerByReference device);

  int nvmlDeviceGetName(Pointer device, byte[] name, int length);

  int nvmlDeviceGetUUID(Pointer device, byte[] uuid, int length);

  /** Percent of the last sample period (1/6 s to 1 s): of kernels running, of memory traffic. */
  int nvmlDeviceGetUtilizationRates(Pointer device, int[] gpuAndMemory);

  /** Bytes: total, free, used. */
  int nvmlDeviceGetMemoryInfo(Pointer device, long[] totalFreeUsed);

  int nvmlDeviceGetPowerUsage(Pointer device, int[] milliwatts);

  /** The lowest of all limits that are set. */
  int nvmlDeviceGetEnforcedPowerLimit(Pointer device, int[] milliwatts);

  /** Since the driver was loaded. */
  int nvmlDeviceGetTotalEnergyConsumption(Pointer device, long[] millijoules);

  /**
   * Reads a sensor.
   *
   * @param sensor 0: the chip
   */
  int nvmlDeviceGetTemperature(Pointer device, int sensor, int[] celsius);

  /**
   * Reads a clock.
   *
   * @param clock 1: the streaming multiprocessors; 2: the memory
   */
  int nvmlDeviceGetClockInfo(Pointer device, int clock, int[] megahertz);

  int nvmlDeviceGetCurrentClocksEventReasons(Pointer device, long[] reasons);

  /** Is the name of the function before, until driver 535. */
  int nvmlDeviceGetCurrentClocksThrottleReasons(Pointer device, long[] reasons);

  /**
   * Counts memory errors.
   *
   * @param errorType 0: corrected; 1: uncorrected
   * @param counterType 0: since the driver was loaded
   */
  int nvmlDeviceGetTotalEccErrors(Pointer device, int errorType, int counterType, long[] count);

  /**
   * Lists the processes that compute on a card.
   *
   * @param count in: how many fit; out: how many there are
   * @param infos 24 bytes each: process id (4, then 4 unused), bytes used (8), two instance ids
   */
  int nvmlDeviceGetComputeRunningProcesses_v3(Pointer device, int[] count, Pointer infos);

  int nvmlEventSetCreate(PointerByReference set);

  int nvmlDeviceRegisterEvents(Pointer device, long types, Pointer set);

  /**
   * Waits for the next event.
   *
   * @param data 32 bytes: device (8), event type (8), event data (8), two instance ids
   */
  int nvmlEventSetWait_v2(Pointer set, Pointer data, int timeoutMillis);

  int nvmlEventSetFree(Pointer set);
}
