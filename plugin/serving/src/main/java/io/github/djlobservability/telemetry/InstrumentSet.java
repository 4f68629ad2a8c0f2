package io.github.djlobservability.telemetry;

import io.github.djlobservability.telemetry.definition.Instrument.Kind;
import io.github.djlobservability.telemetry.definition.Metric;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongUpDownCounter;
import io.opentelemetry.api.metrics.Meter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The recording instruments of one meter, each made when it is first needed. Thread-safe. */
final class InstrumentSet {
  private final Meter meter;
  private final Map<Metric, DoubleHistogram> histograms = new ConcurrentHashMap<>();
  private final Map<Metric, LongCounter> counters = new ConcurrentHashMap<>();
  private final Map<Metric, LongUpDownCounter> upDownCounters = new ConcurrentHashMap<>();

  InstrumentSet(Meter meter) {
    this.meter = meter;
  }

  DoubleHistogram histogram(Metric metric) {
    DoubleHistogram made = histograms.get(metric);
    return made != null
        ? made
        : histograms.computeIfAbsent(metric, m -> factory(m, Kind.HISTOGRAM).histogram());
  }

  LongCounter counter(Metric metric) {
    LongCounter made = counters.get(metric);
    return made != null
        ? made
        : counters.computeIfAbsent(metric, m -> factory(m, Kind.COUNTER).counter());
  }

  LongUpDownCounter upDownCounter(Metric metric) {
    LongUpDownCounter made = upDownCounters.get(metric);
    return made != null
        ? made
        : upDownCounters.computeIfAbsent(
            metric, m -> factory(m, Kind.UP_DOWN_COUNTER).upDownCounter());
  }

  private InstrumentFactory factory(Metric metric, Kind kind) {
    Metric.Definition definition = metric.definition();
    if (definition.instrument().observed() || definition.instrument().kind() != kind) {
      throw new IllegalArgumentException(metric + " is written to as its definition says");
    }
    return new InstrumentFactory(meter, definition);
  }
}
