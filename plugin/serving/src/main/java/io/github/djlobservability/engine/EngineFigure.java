package io.github.djlobservability.engine;

import io.github.djlobservability.telemetry.definition.EngineMetric;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A figure that is read of an engine's metrics, by the names under which vLLM publishes it. */
enum EngineFigure {
  RUNNING(EngineMetric.RUNNING, true, "vllm:num_requests_running", null),
  WAITING(EngineMetric.WAITING, true, "vllm:num_requests_waiting", null),
  CACHE_USAGE(
      EngineMetric.CACHE_USAGE, false, "vllm:kv_cache_usage_perc", "vllm:gpu_cache_usage_perc"),
  PREEMPTIONS(EngineMetric.PREEMPTIONS, true, "vllm:num_preemptions_total", null),
  CACHE_QUERIES(
      EngineMetric.CACHE_QUERIES,
      true,
      "vllm:prefix_cache_queries_total",
      "vllm:gpu_prefix_cache_queries_total"),
  CACHE_HITS(
      EngineMetric.CACHE_HITS,
      true,
      "vllm:prefix_cache_hits_total",
      "vllm:gpu_prefix_cache_hits_total");

  private static final Map<String, EngineFigure> BY_NAME = byName();

  private final EngineMetric metric;
  private final boolean sums;
  private final String name;
  private final @Nullable String olderName;

  /**
   * @param sums whether the values of several engines of one process are added up; else the largest
   *     holds
   * @param olderName by which older versions publish it; null when the name has not changed
   */
  EngineFigure(EngineMetric metric, boolean sums, String name, @Nullable String olderName) {
    this.metric = metric;
    this.sums = sums;
    this.name = name;
    this.olderName = olderName;
  }

  private static Map<String, EngineFigure> byName() {
    Map<String, EngineFigure> figures = new HashMap<>();
    for (EngineFigure figure : values()) {
      figures.put(figure.name, figure);
      if (figure.olderName != null) {
        figures.put(figure.olderName, figure);
      }
    }
    return Map.copyOf(figures);
  }

  /** Returns the figure that is published under a name, or null. */
  static @Nullable EngineFigure named(String name) {
    return BY_NAME.get(name);
  }

  /** Returns what it is exported as. */
  EngineMetric metric() {
    return metric;
  }

  /** Returns one value for those of two engines. */
  double merge(double one, double other) {
    return sums ? one + other : Math.max(one, other);
  }
}
