package io.github.djlobservability.telemetry;

import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.LongUpDownCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.List;
import java.util.function.Consumer;

/** Makes instruments as the catalogue describes them. */
final class InstrumentFactory {
  private final Meter meter;

  InstrumentFactory(Meter meter) {
    this.meter = meter;
  }

  DoubleHistogram seconds(Catalogue.Metric metric, List<Double> bounds) {
    return meter
        .histogramBuilder(metric.name())
        .setUnit(metric.unit())
        .setDescription(metric.description())
        .setExplicitBucketBoundariesAdvice(bounds)
        .build();
  }

  LongHistogram counts(Catalogue.Metric metric, List<Double> bounds) {
    return meter
        .histogramBuilder(metric.name())
        .ofLongs()
        .setUnit(metric.unit())
        .setDescription(metric.description())
        .setExplicitBucketBoundariesAdvice(bounds.stream().map(Double::longValue).toList())
        .build();
  }

  LongCounter counter(Catalogue.Metric metric) {
    return meter
        .counterBuilder(metric.name())
        .setUnit(metric.unit())
        .setDescription(metric.description())
        .build();
  }

  LongUpDownCounter upDownCounter(Catalogue.Metric metric) {
    return meter
        .upDownCounterBuilder(metric.name())
        .setUnit(metric.unit())
        .setDescription(metric.description())
        .build();
  }

  /** Makes an up-down counter that is read when metrics are collected. */
  void observed(Catalogue.Metric metric, Consumer<ObservableLongMeasurement> callback) {
    meter
        .upDownCounterBuilder(metric.name())
        .setUnit(metric.unit())
        .setDescription(metric.description())
        .buildWithCallback(callback);
  }

  /** Makes a gauge that a batch callback records. */
  ObservableDoubleMeasurement gauge(Catalogue.Metric metric) {
    return meter
        .gaugeBuilder(metric.name())
        .setUnit(metric.unit())
        .setDescription(metric.description())
        .buildObserver();
  }

  /** Makes a gauge of whole numbers that a batch callback records. */
  ObservableLongMeasurement longGauge(Catalogue.Metric metric) {
    return meter
        .gaugeBuilder(metric.name())
        .ofLongs()
        .setUnit(metric.unit())
        .setDescription(metric.description())
        .buildObserver();
  }

  /** Makes a counter that a batch callback records. */
  ObservableLongMeasurement observedCounter(Catalogue.Metric metric) {
    return meter
        .counterBuilder(metric.name())
        .setUnit(metric.unit())
        .setDescription(metric.description())
        .buildObserver();
  }

  /** Makes a counter of what may be a fraction, that a batch callback records. */
  ObservableDoubleMeasurement observedDoubleCounter(Catalogue.Metric metric) {
    return meter
        .counterBuilder(metric.name())
        .ofDoubles()
        .setUnit(metric.unit())
        .setDescription(metric.description())
        .buildObserver();
  }

  /** Makes an up-down counter that a batch callback records. */
  ObservableLongMeasurement observedUpDownCounter(Catalogue.Metric metric) {
    return meter
        .upDownCounterBuilder(metric.name())
        .setUnit(metric.unit())
        .setDescription(metric.description())
        .buildObserver();
  }
}
