package io.github.djlobservability.suite.otlp;

import static io.github.djlobservability.suite.otlp.AttributeDecoder.attributes;
import static io.github.djlobservability.suite.otlp.AttributeDecoder.id;

import io.github.djlobservability.suite.otlp.Instrument.Kind;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Metric points out of protobuf. */
final class MetricDecoder {

  /** One exported point; {@code startNanos} tells the runs of one cumulative series apart. */
  record Reading(MetricPoint point, boolean delta, long startNanos) {}

  private final List<Reading> readings = new ArrayList<>();
  private final Map<String, Object> resource;
  private final String scope;

  private MetricDecoder(Map<String, Object> resource, String scope) {
    this.resource = resource;
    this.scope = scope;
  }

  static List<Reading> decode(ExportMetricsServiceRequest request) {
    List<Reading> all = new ArrayList<>();
    for (ResourceMetrics resourceMetrics : request.getResourceMetricsList()) {
      Map<String, Object> resource = attributes(resourceMetrics.getResource().getAttributesList());
      for (ScopeMetrics scopeMetrics : resourceMetrics.getScopeMetricsList()) {
        MetricDecoder decoder = new MetricDecoder(resource, scopeMetrics.getScope().getName());
        scopeMetrics.getMetricsList().forEach(decoder::read);
        all.addAll(decoder.readings);
      }
    }
    return all;
  }

  private void read(Metric metric) {
    switch (metric.getDataCase()) {
      case SUM -> {
        boolean monotonic = metric.getSum().getIsMonotonic();
        Instrument sum = instrument(metric, monotonic ? Kind.COUNTER : Kind.UP_DOWN_COUNTER);
        boolean delta = isDelta(metric.getSum().getAggregationTemporality());
        metric.getSum().getDataPointsList().forEach(point -> read(sum, point, delta));
      }
      case GAUGE -> {
        Instrument gauge = instrument(metric, Kind.GAUGE);
        metric.getGauge().getDataPointsList().forEach(point -> read(gauge, point, false));
      }
      case HISTOGRAM -> {
        Instrument histogram = instrument(metric, Kind.HISTOGRAM);
        boolean delta = isDelta(metric.getHistogram().getAggregationTemporality());
        metric.getHistogram().getDataPointsList().forEach(point -> read(histogram, point, delta));
      }
      default ->
          throw new IllegalArgumentException(
              metric.getName() + " has data of the sort " + metric.getDataCase());
    }
  }

  private void read(Instrument instrument, NumberDataPoint point, boolean delta) {
    NumberPoint number =
        new NumberPoint(
            instrument,
            attributes(point.getAttributesList()),
            point.hasAsInt() ? point.getAsInt() : point.getAsDouble(),
            exemplars(point.getExemplarsList()),
            resource);
    readings.add(new Reading(number, delta, point.getStartTimeUnixNano()));
  }

  private void read(Instrument instrument, HistogramDataPoint point, boolean delta) {
    HistogramPoint histogram =
        new HistogramPoint(
            instrument,
            attributes(point.getAttributesList()),
            point.getCount(),
            point.getSum(),
            point.hasMin() ? point.getMin() : Double.NaN,
            point.hasMax() ? point.getMax() : Double.NaN,
            List.copyOf(point.getExplicitBoundsList()),
            List.copyOf(point.getBucketCountsList()),
            exemplars(point.getExemplarsList()),
            resource);
    readings.add(new Reading(histogram, delta, point.getStartTimeUnixNano()));
  }

  private Instrument instrument(Metric metric, Kind kind) {
    return new Instrument(metric.getName(), metric.getUnit(), metric.getDescription(), kind, scope);
  }

  private static boolean isDelta(AggregationTemporality temporality) {
    return temporality == AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;
  }

  private static List<Exemplar> exemplars(
      List<io.opentelemetry.proto.metrics.v1.Exemplar> exemplars) {
    return exemplars.stream()
        .map(
            exemplar ->
                new Exemplar(
                    exemplar.hasAsInt() ? exemplar.getAsInt() : exemplar.getAsDouble(),
                    id(exemplar.getTraceId()),
                    id(exemplar.getSpanId()),
                    exemplar.getTimeUnixNano()))
        .toList();
  }
}
