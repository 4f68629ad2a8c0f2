package io.github.djlobservability.suite.otlp;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** All metrics as they stood at one moment. */
public final class Metrics {

  private final List<MetricPoint> points;

  Metrics(Collection<MetricPoint> points) {
    this.points = List.copyOf(points);
  }

  public Set<String> names() {
    return points.stream()
        .map(point -> point.instrument().name())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  public Set<Instrument> instruments() {
    return points.stream().map(MetricPoint::instrument).collect(Collectors.toSet());
  }

  /**
   * Returns the points of a metric that have all of the attributes, one for each set of attributes.
   */
  public List<MetricPoint> points(String metric, Map<String, ?> attributes) {
    return points.stream()
        .filter(point -> point.instrument().name().equals(metric) && point.has(attributes))
        .toList();
  }

  public List<MetricPoint> points(String metric) {
    return points(metric, Map.of());
  }

  /** Returns the histogram over all points that have the attributes; empty if there are none. */
  public Optional<HistogramPoint> histogram(String metric, Map<String, ?> attributes) {
    return points(metric, attributes).stream()
        .map(HistogramPoint.class::cast)
        .reduce(HistogramPoint::plus);
  }

  /** Returns the number of measurements in a histogram over all points that have the attributes. */
  public long count(String metric, Map<String, ?> attributes) {
    return histogram(metric, attributes).map(HistogramPoint::count).orElse(0L);
  }

  /** Returns the sum of a counter or gauge over all points that have the attributes. */
  public double value(String metric, Map<String, ?> attributes) {
    return points(metric, attributes).stream()
        .mapToDouble(point -> ((NumberPoint) point).value())
        .sum();
  }

  @Override
  public String toString() {
    return points.stream()
        .map(point -> point.instrument().name() + point.attributes() + " = " + summary(point))
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  private static String summary(MetricPoint point) {
    return point instanceof HistogramPoint histogram
        ? histogram.count() + " measurements, sum " + histogram.sum()
        : String.valueOf(((NumberPoint) point).value());
  }
}
