package ai.djl.serving.wlm;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.serving.wlm.util.WlmConfigManager;
import ai.djl.util.Utils;

/** How many workers a model gets on a device if nobody says it while registering the model. */
final class WorkerLimits {

  private WorkerLimits() {}

  static int min(Model model, Device device) {
    return property("minWorkers", model, device, 1);
  }

  static int max(Model model, Device device) {
    if (WlmConfigManager.getInstance().isDebug()) {
      return 1;
    }
    int configured = property("maxWorkers", model, device, -1);
    if (configured > 0) {
      return configured;
    }
    return device.isGpu() ? 1 : onCpu();
  }

  private static int onCpu() {
    int cores = Runtime.getRuntime().availableProcessors();
    int threadsPerWorker = Integer.parseInt(Utils.getenv("OMP_NUM_THREADS", "-1"));
    return threadsPerWorker > 0 ? cores / Math.min(threadsPerWorker, cores) : 2;
  }

  /**
   * Returns a property for the kind of device, as in {@code cpu.minWorkers}, goes before the plain
   * one.
   */
  private static int property(String key, Model model, Device device, int defaultValue) {
    String value = model.getProperty(device.getDeviceType() + '.' + key);
    return value == null ? model.intProperty(key, defaultValue) : Integer.parseInt(value);
  }
}
