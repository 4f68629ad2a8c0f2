package io.github.djlobservability.telemetry.series;

import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.telemetry.definition.DriftKeys;
import io.github.djlobservability.telemetry.definition.DriftMetric;
import io.github.djlobservability.telemetry.definition.ModelKeys;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out a model's least important series where it has more than it may. One reader of metrics
 * owns it and calls it for one collection at a time.
 *
 * <p>Memory: the name and attributes of each series that a model at its limit has.
 */
public final class SeriesLimit {
  /** From this status on a feature's series come first. */
  private static final long WARNING = 2;

  private static final String DISTANCE = DriftMetric.JENSEN_SHANNON.definition().name();

  private static final Comparator<Candidate> IMPORTANT_FIRST =
      Comparator.comparingLong(Candidate::rank).thenComparing(Candidate::text);

  private final long limit;
  private final LeftOutSeries leftOut;
  private Set<Key> known = Set.of();

  /**
   * @param limit the most series of a model; 0 for no limit
   * @param leftOut told how many series each model lacks
   */
  public SeriesLimit(long limit, LeftOutSeries leftOut) {
    this.limit = limit;
    this.leftOut = leftOut;
  }

  private record Key(String metric, Attributes attributes) {}

  /** Says what a reader would miss without a series. */
  private enum Use {
    /** The distance of a feature that is stable. */
    DISTANCE,
    /** That a counter of a feature has counted nothing. */
    ZERO,
    OTHER
  }

  private record Candidate(PointData point, Key key, long rank, Use use) {
    String text() {
      return key.attributes().toString();
    }

    SeriesLeftOut leftOut() {
      int series = MetricPoints.series(point);
      return switch (use) {
        case DISTANCE -> new SeriesLeftOut(series, 0, 0);
        case ZERO -> new SeriesLeftOut(0, series, 0);
        case OTHER -> new SeriesLeftOut(0, 0, series);
      };
    }
  }

  /** The series of one model. */
  private static final class OfModel {
    private final List<Candidate> candidates = new ArrayList<>();
    private long series;
  }

  /** Returns the metrics without what is beyond the limit, and without buckets of what failed. */
  public synchronized Collection<MetricData> of(Collection<MetricData> collected) {
    if (limit == 0) {
      return collected;
    }
    Collection<MetricData> metrics = FailedHistograms.withoutBuckets(collected);
    Map<ModelId, OfModel> models = new HashMap<>();
    Set<Attributes> drifting = drifting(metrics);
    for (MetricData metric : metrics) {
      if (Importance.counts(metric)) {
        metric.getData().getPoints().forEach(point -> add(metric, point, drifting, models));
      }
    }
    Set<PointData> refused = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Key> admitted = new HashSet<>();
    Map<ModelId, SeriesLeftOut> counts = new HashMap<>();
    models.forEach(
        (model, series) -> {
          if (series.series > limit) {
            counts.put(model, cut(series, refused, admitted));
          }
        });
    known = admitted;
    leftOut.now(counts);
    return refused.isEmpty() ? metrics : without(metrics, refused);
  }

  private void add(
      MetricData metric, PointData point, Set<Attributes> drifting, Map<ModelId, OfModel> models) {
    ModelId model = model(point.getAttributes());
    if (model == null) {
      return;
    }
    Key key = new Key(metric.getName(), point.getAttributes());
    boolean drifts =
        !drifting.isEmpty() && drifting.contains(modelAndFeature(point.getAttributes()));
    long rank = Importance.rank(metric, point, drifts, known.contains(key));
    OfModel all = models.computeIfAbsent(model, id -> new OfModel());
    all.candidates.add(new Candidate(point, key, rank, use(metric, point, drifts)));
    all.series += MetricPoints.series(point);
  }

  private static Use use(MetricData metric, PointData point, boolean drifts) {
    if (Importance.feature(point.getAttributes()) != null && Importance.isZero(metric, point)) {
      return Use.ZERO;
    }
    return !drifts && metric.getName().equals(DISTANCE) ? Use.DISTANCE : Use.OTHER;
  }

  /** Returns how many series are left out. */
  private SeriesLeftOut cut(OfModel model, Set<PointData> refused, Set<Key> admitted) {
    long left = limit;
    SeriesLeftOut cut = SeriesLeftOut.NONE;
    model.candidates.sort(IMPORTANT_FIRST);
    for (Candidate candidate : model.candidates) {
      int series = MetricPoints.series(candidate.point());
      if (series <= left) {
        left -= series;
        admitted.add(candidate.key());
      } else {
        refused.add(candidate.point());
        cut = cut.and(candidate.leftOut());
      }
    }
    return cut;
  }

  private static Collection<MetricData> without(
      Collection<MetricData> metrics, Set<PointData> refused) {
    List<MetricData> kept = new ArrayList<>(metrics.size());
    for (MetricData metric : metrics) {
      Collection<? extends PointData> all = metric.getData().getPoints();
      List<PointData> points = new ArrayList<>(all.size());
      for (PointData point : all) {
        if (!refused.contains(point)) {
          points.add(point);
        }
      }
      if (points.size() == all.size()) {
        kept.add(metric);
      } else if (!points.isEmpty()) {
        kept.add(MetricPoints.of(metric, metric.getResource(), points));
      }
    }
    return kept;
  }

  private static Set<Attributes> drifting(Collection<MetricData> metrics) {
    Set<Attributes> drifting = new HashSet<>();
    for (MetricData metric : metrics) {
      if (metric.getName().equals(DriftMetric.STATUS.definition().name())) {
        for (LongPointData status : metric.getLongGaugeData().getPoints()) {
          if (status.getValue() >= WARNING && Importance.feature(status.getAttributes()) != null) {
            drifting.add(modelAndFeature(status.getAttributes()));
          }
        }
      }
    }
    return drifting;
  }

  private static Attributes modelAndFeature(Attributes attributes) {
    return attributes.toBuilder()
        .removeIf(
            key ->
                !key.equals(ModelKeys.NAME)
                    && !key.equals(ModelKeys.VERSION)
                    && !key.equals(DriftKeys.FEATURE))
        .build();
  }

  private static @Nullable ModelId model(Attributes attributes) {
    String name = attributes.get(ModelKeys.NAME);
    return name == null ? null : new ModelId(name, attributes.get(ModelKeys.VERSION));
  }
}
