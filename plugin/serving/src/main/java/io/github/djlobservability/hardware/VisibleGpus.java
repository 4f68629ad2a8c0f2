package io.github.djlobservability.hardware;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which cards the process may compute on, and what DJL calls them: {@code gpu0} is the first of
 * {@code CUDA_VISIBLE_DEVICES}.
 *
 * @see <a href="https://docs.nvidia.com/cuda/cuda-c-programming-guide/#env-vars">CUDA environment
 *     variables</a>
 */
final class VisibleGpus {
  private VisibleGpus() {}

  /**
   * Returns the cards by their device names.
   *
   * @param cudaVisibleDevices the environment's variable: numbers, or ids and beginnings of ids; as
   *     in CUDA, what no card answers to ends the list. Null when it isn't set: then all are
   *     visible, in the driver's order
   */
  static Map<String, GpuIdentity> of(List<GpuIdentity> gpus, @Nullable String cudaVisibleDevices) {
    Map<String, GpuIdentity> visible = new LinkedHashMap<>();
    for (GpuIdentity gpu : cudaVisibleDevices == null ? gpus : listed(gpus, cudaVisibleDevices)) {
      visible.put("gpu" + visible.size(), gpu);
    }
    return visible;
  }

  private static List<GpuIdentity> listed(List<GpuIdentity> gpus, String names) {
    List<GpuIdentity> listed = new ArrayList<>();
    for (String name : names.split(",", -1)) {
      Optional<GpuIdentity> gpu =
          gpus.stream().filter(each -> answersTo(each, name.trim())).findFirst();
      if (gpu.isEmpty()) {
        break;
      }
      listed.add(gpu.get());
    }
    return listed;
  }

  private static boolean answersTo(GpuIdentity gpu, String name) {
    return name.equals(String.valueOf(gpu.index()))
        || (name.startsWith("GPU-") && gpu.id().startsWith(name));
  }
}
