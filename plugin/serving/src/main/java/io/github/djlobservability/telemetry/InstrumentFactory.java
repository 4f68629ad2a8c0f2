package io.github.djlobservability.telemetry;

import io.github.djlobservability.telemetry.definition.Metric;
import io.opentelemetry.api.metrics.DoubleGaugeBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongCounterBuilder;
import io.opentelemetry.api.metrics.LongUpDownCounter;
import io.opentelemetry.api.metrics.LongUpDownCounterBuilder;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;

/** Makes the instrument of one metric with the name, unit and description of its definition. */
record InstrumentFactory(Meter meter, Metric.Definition metric) {

  DoubleHistogram histogram() {
    return meter
        .histogramBuilder(metric.name())
        .setUnit(metric.instrument().unit())
        .setDescription(metric.description())
        .setExplicitBucketBoundariesAdvice(metric.instrument().buckets())
        .build();
  }

  LongCounter counter() {
    return counterBuilder().build();
  }

  ObservableLongMeasurement observedCounter() {
    return counterBuilder().buildObserver();
  }

  ObservableDoubleMeasurement observedFractionCounter() {
    return counterBuilder().ofDoubles().buildObserver();
  }

  LongUpDownCounter upDownCounter() {
    return upDownCounterBuilder().build();
  }

  ObservableLongMeasurement observedUpDownCounter() {
    return upDownCounterBuilder().buildObserver();
  }

  ObservableDoubleMeasurement gauge() {
    return gaugeBuilder().buildObserver();
  }

  ObservableLongMeasurement wholeGauge() {
    return gaugeBuilder().ofLongs().buildObserver();
  }

  private LongCounterBuilder counterBuilder() {
    return meter
        .counterBuilder(metric.name())
        .setUnit(metric.instrument().unit())
        .setDescription(metric.description());
  }

  private LongUpDownCounterBuilder upDownCounterBuilder() {
    return meter
        .upDownCounterBuilder(metric.name())
        .setUnit(metric.instrument().unit())
        .setDescription(metric.description());
  }

  private DoubleGaugeBuilder gaugeBuilder() {
    return meter
        .gaugeBuilder(metric.name())
        .setUnit(metric.instrument().unit())
        .setDescription(metric.description());
  }
}
