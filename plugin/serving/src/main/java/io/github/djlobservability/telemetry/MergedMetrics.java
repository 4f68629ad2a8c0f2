package io.github.djlobservability.telemetry;

import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableExponentialHistogramData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableHistogramData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableMetricData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableSumData;
import io.opentelemetry.sdk.resources.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Puts the points of metrics that have the same name into one metric. Stateless. */
final class MergedMetrics {
  private MergedMetrics() {}

  /**
   * Merges histograms and counters, which is all that models' meters hold.
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
    MetricData first = same.get(0);
    return switch (first.getType()) {
      case HISTOGRAM ->
          ImmutableMetricData.createDoubleHistogram(
              resource,
              first.getInstrumentationScopeInfo(),
              first.getName(),
              first.getDescription(),
              first.getUnit(),
              ImmutableHistogramData.create(
                  first.getHistogramData().getAggregationTemporality(),
                  points(same, MetricData::getHistogramData)));
      case EXPONENTIAL_HISTOGRAM ->
          ImmutableMetricData.createExponentialHistogram(
              resource,
              first.getInstrumentationScopeInfo(),
              first.getName(),
              first.getDescription(),
              first.getUnit(),
              ImmutableExponentialHistogramData.create(
                  first.getExponentialHistogramData().getAggregationTemporality(),
                  points(same, MetricData::getExponentialHistogramData)));
      case LONG_SUM ->
          ImmutableMetricData.createLongSum(
              resource,
              first.getInstrumentationScopeInfo(),
              first.getName(),
              first.getDescription(),
              first.getUnit(),
              ImmutableSumData.create(
                  first.getLongSumData().isMonotonic(),
                  first.getLongSumData().getAggregationTemporality(),
                  points(same, MetricData::getLongSumData)));
      default -> throw new IllegalArgumentException(first.getName() + ": " + first.getType());
    };
  }

  private static <P extends PointData> List<P> points(
      List<MetricData> same, Function<MetricData, Data<P>> data) {
    List<P> points = new ArrayList<>();
    same.forEach(metric -> points.addAll(data.apply(metric).getPoints()));
    return points;
  }
}
