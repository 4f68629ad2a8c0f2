package io.github.djlobservability.suite.otlp;

import io.github.djlobservability.suite.otlp.Instrument.Kind;
import io.github.djlobservability.suite.otlp.MetricDecoder.Reading;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Adds up exported points: of a cumulative series the last export counts, of a delta series all of
 * them. Thread-safe.
 */
final class MetricStore {

  private record Series(
      Instrument instrument, Map<String, Object> attributes, Map<String, Object> resource) {}

  /** The points of each series by the start of the run they belong to. */
  private final Map<Series, NavigableMap<Long, MetricPoint>> runs = new HashMap<>();

  synchronized void add(Collection<Reading> readings) {
    readings.forEach(this::add);
  }

  synchronized Metrics snapshot() {
    List<MetricPoint> points = new ArrayList<>();
    runs.values().forEach(series -> points.add(total(series)));
    return new Metrics(points);
  }

  private void add(Reading reading) {
    MetricPoint point = reading.point();
    Series series = new Series(point.instrument(), point.attributes(), point.resource());
    boolean oneRun = reading.delta() || point.instrument().kind() == Kind.GAUGE;
    runs.computeIfAbsent(series, key -> new TreeMap<>())
        .merge(
            oneRun ? 0L : reading.startNanos(),
            point,
            (earlier, now) -> reading.delta() ? earlier.plus(now) : now.withExemplarsOf(earlier));
  }

  /** A counter that began anew counts on; of what goes up and down only the last run is true. */
  private static MetricPoint total(NavigableMap<Long, MetricPoint> series) {
    MetricPoint last = series.lastEntry().getValue();
    return switch (last.instrument().kind()) {
      case COUNTER, HISTOGRAM -> series.values().stream().reduce(MetricPoint::plus).orElseThrow();
      case UP_DOWN_COUNTER, GAUGE -> last;
    };
  }
}
