package io.github.djlobservability.telemetry.series;

import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableExponentialHistogramData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableGaugeData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableHistogramData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableMetricData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableSumData;
import io.opentelemetry.sdk.resources.Resource;
import java.util.Collection;
import java.util.List;

/** The points of a metric, and metrics with other points. Stateless. */
public final class MetricPoints {
  /** Beside its buckets, a histogram has a sum and a count. */
  private static final int SUM_AND_COUNT = 2;

  private MetricPoints() {}

  /** Returns how many series of Prometheus a point is: of a histogram each bucket is one. */
  static int series(PointData point) {
    return point instanceof HistogramPointData histogram
        ? histogram.getBoundaries().size() + 1 + SUM_AND_COUNT
        : 1;
  }

  /**
   * Returns a metric as another one, but with a resource and points of its own.
   *
   * @param points of the metric's type
   */
  public static MetricData of(MetricData metric, Resource resource, List<PointData> points) {
    InstrumentationScopeInfo scope = metric.getInstrumentationScopeInfo();
    String name = metric.getName();
    String text = metric.getDescription();
    String unit = metric.getUnit();
    return switch (metric.getType()) {
      case HISTOGRAM ->
          ImmutableMetricData.createDoubleHistogram(
              resource,
              scope,
              name,
              text,
              unit,
              ImmutableHistogramData.create(
                  metric.getHistogramData().getAggregationTemporality(), cast(points)));
      case EXPONENTIAL_HISTOGRAM ->
          ImmutableMetricData.createExponentialHistogram(
              resource,
              scope,
              name,
              text,
              unit,
              ImmutableExponentialHistogramData.create(
                  metric.getExponentialHistogramData().getAggregationTemporality(), cast(points)));
      case LONG_SUM ->
          ImmutableMetricData.createLongSum(
              resource,
              scope,
              name,
              text,
              unit,
              ImmutableSumData.create(
                  metric.getLongSumData().isMonotonic(),
                  metric.getLongSumData().getAggregationTemporality(),
                  cast(points)));
      case DOUBLE_SUM ->
          ImmutableMetricData.createDoubleSum(
              resource,
              scope,
              name,
              text,
              unit,
              ImmutableSumData.create(
                  metric.getDoubleSumData().isMonotonic(),
                  metric.getDoubleSumData().getAggregationTemporality(),
                  cast(points)));
      case LONG_GAUGE ->
          ImmutableMetricData.createLongGauge(
              resource, scope, name, text, unit, ImmutableGaugeData.create(cast(points)));
      case DOUBLE_GAUGE ->
          ImmutableMetricData.createDoubleGauge(
              resource, scope, name, text, unit, ImmutableGaugeData.create(cast(points)));
      case SUMMARY -> throw new IllegalArgumentException(name + ": the SDK makes no summaries");
    };
  }

  /** The metric's type says what its points are. */
  @SuppressWarnings("unchecked")
  private static <P extends PointData> Collection<P> cast(List<PointData> points) {
    return (Collection<P>) points;
  }
}
