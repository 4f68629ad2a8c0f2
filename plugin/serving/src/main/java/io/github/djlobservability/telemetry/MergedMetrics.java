package io.github.djlobservability.telemetry;

import io.github.djlobservability.telemetry.series.MetricPoints;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.resources.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts the points of metrics that have the same name into one metric. Stateless. */
final class MergedMetrics {
  private MergedMetrics() {}

  /**
   * Merges metrics.
   *
   * @param resource of the result
   */
  static Collection<MetricData> of(Collection<MetricData> metrics, Resource resource) {
    Map<String, List<MetricData>> byName = new LinkedHashMap<>();
    for (MetricData metric : metrics) {
      byName.computeIfAbsent(metric.getName(), name -> new ArrayList<>()).add(metric);
    }
    List<MetricData> merged = new ArrayList<>(byName.size());
    byName.values().forEach(same -> merged.add(merge(same, resource)));
    return merged;
  }

  private static MetricData merge(List<MetricData> same, Resource resource) {
    List<PointData> points = new ArrayList<>();
    same.forEach(metric -> points.addAll(metric.getData().getPoints()));
    return MetricPoints.of(same.get(0), resource, points);
  }
}
