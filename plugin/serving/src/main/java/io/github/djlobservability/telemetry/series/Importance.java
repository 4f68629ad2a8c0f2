package io.github.djlobservability.telemetry.series;

import io.github.djlobservability.config.value.MetricLevel;
import io.github.djlobservability.telemetry.definition.DriftKeys;
import io.github.djlobservability.telemetry.definition.FeatureMetric;
import io.github.djlobservability.telemetry.definition.Metric;
import io.github.djlobservability.telemetry.definition.QualityKeys;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.PointData;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says which series matter more. In this order: those of a lower level, where those of a segment
 * are of the standard one at the least; those of the whole model and of features that drift, before
 * those of other features and of segments; counters that have counted; those that were there
 * before; as their metrics are declared.
 */
final class Importance {
  /** They have a setting and a bound of their own. */
  private static final Set<Metric> COUNTED_APART =
      Set.of(FeatureMetric.VALUES, FeatureMetric.REFERENCE_SHARE);

  private static final Map<String, Place> PLACES = places();

  private Importance() {}

  /** The place of a metric among all. */
  private record Place(MetricLevel level, int number) {}

  /** Returns whether a metric's series count for the limit of a model. */
  static boolean counts(MetricData metric) {
    return PLACES.containsKey(metric.getName());
  }

  /**
   * Returns the rank of a series; lower ones matter more.
   *
   * @param drifts whether it is of a feature that drifts
   * @param known whether it was there before
   */
  static long rank(MetricData metric, PointData point, boolean drifts, boolean known) {
    Place place = PLACES.get(metric.getName());
    if (place == null) {
      throw new IllegalArgumentException(metric.getName() + " does not count");
    }
    boolean ofSegment = point.getAttributes().get(QualityKeys.SEGMENT) != null;
    MetricLevel least = ofSegment ? MetricLevel.STANDARD : MetricLevel.ESSENTIAL;
    long rank = Math.max(rank(place.level()), rank(least));
    boolean ofPart = ofSegment || ofFeature(point.getAttributes());
    rank = 2 * rank + (ofPart && !drifts ? 1 : 0);
    rank = 2 * rank + (isZero(metric, point) ? 1 : 0);
    rank = 2 * rank + (known ? 0 : 1);
    return 1_000 * rank + place.number();
  }

  private static long rank(MetricLevel level) {
    return switch (level) {
      case ESSENTIAL -> 0;
      case STANDARD -> 1;
      case ALL -> 2;
    };
  }

  static @Nullable String feature(Attributes attributes) {
    return attributes.get(DriftKeys.FEATURE);
  }

  private static boolean ofFeature(Attributes attributes) {
    return feature(attributes) != null;
  }

  /** Returns whether it is a counter that has counted nothing. */
  static boolean isZero(MetricData metric, PointData point) {
    return metric.getType() == MetricDataType.LONG_SUM
        && metric.getLongSumData().isMonotonic()
        && point instanceof LongPointData count
        && count.getValue() == 0;
  }

  private static Map<String, Place> places() {
    Map<String, Place> places = new HashMap<>();
    for (Class<?> area : Metric.class.getPermittedSubclasses()) {
      for (Object constant : area.getEnumConstants()) {
        Metric metric = (Metric) constant;
        if (!COUNTED_APART.contains(metric)) {
          Metric.Definition definition = metric.definition();
          places.put(definition.name(), new Place(definition.level(), places.size()));
        }
      }
    }
    return Map.copyOf(places);
  }
}
