package io.github.djlobservability.telemetry.series;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.DoubleExemplarData;
import io.opentelemetry.sdk.metrics.data.ExemplarData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongExemplarData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableHistogramPointData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableLongPointData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Gives each collection the exemplars of those shortly before it, too: the SDK hands each out once,
 * so that of several who read the same page one would take them from the others. Of a histogram the
 * latest of each bucket are there, of a counter the latest. Thread-safe.
 *
 * <p>Memory: one exemplar for each bucket of a histogram that had one lately.
 */
public final class LastExemplars {
  /**
   * How long one is there, in nanoseconds: Prometheus reads once a minute where nothing is set, and
   * takes no notice of one that it has seen.
   */
  public static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(70);

  private Map<Key, List<ExemplarData>> held = Map.of();

  /** Begins with none. */
  public LastExemplars() {}

  private record Key(String metric, Attributes attributes) {}

  /** Returns the metrics, with the exemplars that collections before had. */
  public synchronized Collection<MetricData> addTo(Collection<MetricData> metrics) {
    Map<Key, List<ExemplarData>> now = new HashMap<>();
    List<MetricData> all = new ArrayList<>(metrics.size());
    for (MetricData metric : metrics) {
      all.add(addTo(metric, now));
    }
    held = now;
    return all;
  }

  private MetricData addTo(MetricData metric, Map<Key, List<ExemplarData>> now) {
    MetricDataType type = metric.getType();
    if (type != MetricDataType.HISTOGRAM && type != MetricDataType.LONG_SUM) {
      return metric;
    }
    List<PointData> points = new ArrayList<>();
    boolean changed = false;
    for (PointData point : metric.getData().getPoints()) {
      Key key = new Key(metric.getName(), point.getAttributes());
      List<ExemplarData> all = withHeld(point, held.getOrDefault(key, List.of()));
      if (!all.isEmpty()) {
        now.put(key, all);
      }
      boolean more = all.size() > point.getExemplars().size();
      changed |= more;
      points.add(more ? with(point, all) : point);
    }
    return changed ? MetricPoints.of(metric, metric.getResource(), points) : metric;
  }

  private static List<ExemplarData> withHeld(PointData point, List<ExemplarData> before) {
    List<ExemplarData> all = new ArrayList<>(point.getExemplars());
    for (ExemplarData one : before) {
      boolean recent = point.getEpochNanos() - one.getEpochNanos() <= KEPT_NANOS;
      if (recent && point.getExemplars().stream().noneMatch(newer -> isOfOne(point, one, newer))) {
        all.add(one);
      }
    }
    return all;
  }

  /** Returns whether two exemplars are of one bucket, or of a counter. */
  private static boolean isOfOne(PointData point, ExemplarData one, ExemplarData other) {
    return !(point instanceof HistogramPointData histogram)
        || bucket(histogram, one) == bucket(histogram, other);
  }

  private static int bucket(HistogramPointData histogram, ExemplarData exemplar) {
    double value = exemplar instanceof DoubleExemplarData of ? of.getValue() : 0;
    List<Double> bounds = histogram.getBoundaries();
    int bucket = 0;
    while (bucket < bounds.size() && value > bounds.get(bucket)) {
      bucket++;
    }
    return bucket;
  }

  private static PointData with(PointData point, List<ExemplarData> exemplars) {
    if (point instanceof HistogramPointData histogram) {
      return ImmutableHistogramPointData.create(
          histogram.getStartEpochNanos(),
          histogram.getEpochNanos(),
          histogram.getAttributes(),
          histogram.getSum(),
          histogram.hasMin(),
          histogram.getMin(),
          histogram.hasMax(),
          histogram.getMax(),
          histogram.getBoundaries(),
          histogram.getCounts(),
          only(DoubleExemplarData.class, exemplars));
    }
    LongPointData count = (LongPointData) point;
    return ImmutableLongPointData.create(
        count.getStartEpochNanos(),
        count.getEpochNanos(),
        count.getAttributes(),
        count.getValue(),
        only(LongExemplarData.class, exemplars));
  }

  private static <T> List<T> only(Class<T> type, List<ExemplarData> exemplars) {
    return exemplars.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
