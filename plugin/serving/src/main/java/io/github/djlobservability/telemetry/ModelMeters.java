package io.github.djlobservability.telemetry;

import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.telemetry.definition.ModelKeys;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.AggregationTemporalitySelector;
import io.opentelemetry.sdk.metrics.export.DefaultAggregationSelector;
import io.opentelemetry.sdk.metrics.export.MetricProducer;
import io.opentelemetry.sdk.resources.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Gives each model a meter of its own, so that its series end with it: the SDK keeps what a meter
 * has ever recorded for as long as the meter lives. What all of them hold is exported together with
 * the SDK's other metrics. Thread-safe.
 *
 * <p>The series of a model that is gone are exported once more, so that their last values are
 * known, and then no more.
 */
final class ModelMeters implements InstrumentSets, MetricProducer {
  private final String version;
  private final Map<ModelId, ModelMeter> meters = new ConcurrentHashMap<>();
  private volatile @Nullable InstrumentSet shared;
  private volatile AggregationTemporalitySelector temporality =
      AggregationTemporalitySelector.alwaysCumulative();
  private volatile DefaultAggregationSelector aggregation = DefaultAggregationSelector.getDefault();

  /**
   * @param version of the instrumentation
   */
  ModelMeters(String version) {
    this.version = version;
  }

  /**
   * Begins; to be called before the first value is recorded.
   *
   * @param others takes what belongs to no model
   */
  void begin(InstrumentSet others) {
    shared = others;
  }

  /**
   * Has values put together as an exporter wants them; to be called before the first is recorded.
   */
  void follow(AggregationTemporalitySelector temporalities, DefaultAggregationSelector defaults) {
    temporality = temporalities;
    aggregation = defaults;
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
    return new ModelMeter(version, new CollectingReader(temporality, aggregation));
  }

  /** Ends the series of all models but those that satisfy the condition. */
  void retain(Predicate<ModelId> served) {
    meters.forEach((model, meter) -> meter.ends(!served.test(model)));
  }

  @Override
  public Collection<MetricData> produce(Resource resource) {
    List<MetricData> all = new ArrayList<>();
    meters.forEach(
        (model, meter) -> {
          boolean ended = meter.isEnded();
          all.addAll(meter.collect());
          if (ended && meters.remove(model, meter)) {
            meter.close();
          }
        });
    return MergedMetrics.of(all, resource);
  }

  /** Returns how many models have series. */
  int size() {
    return meters.size();
  }
}
