package io.github.djlobservability.load;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How much of what all models share was used lately. For one thread. */
final class SharedResources {
  private final Map<SharedResource, RecentMean> means = new LinkedHashMap<>();

  /**
   * @param measurements how many of them the mean is of
   */
  SharedResources(List<SharedResource> resources, int measurements) {
    resources.forEach(resource -> means.put(resource, new RecentMean(measurements)));
  }

  /** Measures each once more, and returns the means by name; NaN for what was never known. */
  Map<String, Double> measure() {
    Map<String, Double> used = new HashMap<>();
    means.forEach((resource, mean) -> used.put(resource.name(), mean.add(resource.utilization())));
    return used;
  }
}
