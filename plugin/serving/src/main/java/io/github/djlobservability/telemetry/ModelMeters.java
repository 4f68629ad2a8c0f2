package io.github.djlobservability.telemetry;

import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.telemetry.definition.ModelKeys;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.AggregationTemporalitySelector;
import io.opentelemetry.sdk.metrics.export.DefaultAggregationSelector;
import io.opentelemetry.sdk.resources.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Gives each model a meter of its own, so that its series end with it: the SDK keeps what a meter
 * has ever recorded for as long as the meter lives. What all of them hold is read together, by each
 * reader as it wants it. Thread-safe.
 *
 * <p>Each reader that exports gets the series of a model that is gone once more, so that their last
 * values are known, and then no more. Whoever has not read them after {@link #KEPT} does not get
 * them. Several may read a page, so there they stay for a while after they were first read.
 */
final class ModelMeters implements InstrumentSets {
  private static final long KEPT = TimeUnit.MINUTES.toNanos(5);

  private final String version;
  private final LongSupplier nanoTime;
  private final Map<ModelId, ModelMeter> meters = new ConcurrentHashMap<>();
  private final List<Reading> readings = new CopyOnWriteArrayList<>();
  private volatile @Nullable InstrumentSet shared;
  private volatile Resource resource = Resource.getDefault();

  /**
   * @param version of the instrumentation
   * @param nanoTime a clock as {@link System#nanoTime()}
   */
  ModelMeters(String version, LongSupplier nanoTime) {
    this.version = version;
    this.nanoTime = nanoTime;
  }

  /**
   * Begins; to be called before the first value is recorded.
   *
   * @param others takes what belongs to no model
   */
  void begin(InstrumentSet others) {
    shared = others;
  }

  /** Sets whose the metrics are. */
  void ofResource(Resource whose) {
    resource = whose;
  }

  /** Has values put together for one more reader; to be called before the first is recorded. */
  Reading readBy(
      AggregationTemporalitySelector temporality, DefaultAggregationSelector aggregation) {
    return readBy(temporality, aggregation, null);
  }

  /**
   * Returns the same for a reader that exports: what an export that failed had of a model's end is
   * in the next one again.
   *
   * @param failed whether the last export failed; null for a page
   */
  Reading readBy(
      AggregationTemporalitySelector temporality,
      DefaultAggregationSelector aggregation,
      @Nullable BooleanSupplier failed) {
    Reading reading = new Reading(temporality, aggregation, failed);
    readings.add(reading);
    return reading;
  }

  @Override
  public InstrumentSet of(Attributes attributes) {
    String name = attributes.get(ModelKeys.NAME);
    if (name == null) {
      return Objects.requireNonNull(shared, "begin comes first");
    }
    ModelId model = new ModelId(name, attributes.get(ModelKeys.VERSION));
    ModelMeter made = meters.get(model);
    return (made != null ? made : meters.computeIfAbsent(model, id -> make())).instruments();
  }

  private ModelMeter make() {
    return new ModelMeter(version, readings);
  }

  /** Ends the series of all models but those that satisfy the condition. */
  void retain(Predicate<ModelId> served) {
    long now = nanoTime.getAsLong();
    meters.forEach(
        (model, meter) -> {
          if (served.test(model)) {
            meter.goesOn();
          } else if (meter.endedBefore(now, KEPT) && meters.remove(model, meter)) {
            meter.close();
          }
        });
  }

  /** Returns how many models have series. */
  int size() {
    return meters.size();
  }

  /** Reads the models' metrics for one reader. */
  final class Reading {
    private final AggregationTemporalitySelector temporality;
    private final DefaultAggregationSelector aggregation;

    private final @Nullable BooleanSupplier failed;

    private Reading(
        AggregationTemporalitySelector temporality,
        DefaultAggregationSelector aggregation,
        @Nullable BooleanSupplier failed) {
      this.failed = failed;
      this.temporality = temporality;
      this.aggregation = aggregation;
    }

    /** Returns whether what is read is exported. */
    boolean exports() {
      return failed != null;
    }

    /** Returns whether the last export failed. */
    boolean hasFailed() {
      return failed != null && failed.getAsBoolean();
    }

    CollectingReader reader() {
      return new CollectingReader(temporality, aggregation);
    }

    /** Returns the metrics of all models. */
    Collection<MetricData> collect() {
      List<MetricData> all = new ArrayList<>();
      long now = nanoTime.getAsLong();
      meters.forEach(
          (model, meter) -> {
            all.addAll(meter.collect(this, now));
            if (meter.isDone() && meters.remove(model, meter)) {
              meter.close();
            }
          });
      return MergedMetrics.of(all, resource);
    }
  }
}
