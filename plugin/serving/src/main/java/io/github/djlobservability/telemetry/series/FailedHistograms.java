package io.github.djlobservability.telemetry.series;

import io.github.djlobservability.telemetry.definition.HttpKeys;
import io.github.djlobservability.telemetry.definition.ModelKeys;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableHistogramPointData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Leaves the buckets out of a model's histograms of what failed: their count and sum stay. Each
 * kind of failure has a histogram of its own, and few ask how long one took. Stateless.
 */
final class FailedHistograms {
  private FailedHistograms() {}

  /** Returns the metrics with one bucket for all of a kind of failure. */
  static Collection<MetricData> withoutBuckets(Collection<MetricData> metrics) {
    List<MetricData> all = new ArrayList<>(metrics.size());
    for (MetricData metric : metrics) {
      all.add(
          metric.getType() == MetricDataType.HISTOGRAM && hasFailed(metric)
              ? withoutBuckets(metric)
              : metric);
    }
    return all;
  }

  private static boolean hasFailed(MetricData metric) {
    return metric.getHistogramData().getPoints().stream()
        .anyMatch(point -> isOfFailure(point.getAttributes()));
  }

  private static boolean isOfFailure(Attributes attributes) {
    return attributes.get(ModelKeys.NAME) != null
        && (attributes.get(HttpKeys.ERROR_TYPE) != null
            || attributes.get(ModelKeys.FAILURE_REASON) != null);
  }

  private static MetricData withoutBuckets(MetricData metric) {
    List<PointData> points = new ArrayList<>();
    for (HistogramPointData point : metric.getHistogramData().getPoints()) {
      points.add(isOfFailure(point.getAttributes()) ? withoutBuckets(point) : point);
    }
    return MetricPoints.of(metric, metric.getResource(), points);
  }

  private static PointData withoutBuckets(HistogramPointData point) {
    return ImmutableHistogramPointData.create(
        point.getStartEpochNanos(),
        point.getEpochNanos(),
        point.getAttributes(),
        point.getSum(),
        point.hasMin(),
        point.getMin(),
        point.hasMax(),
        point.getMax(),
        List.of(),
        List.of(point.getCount()),
        point.getExemplars());
  }
}
