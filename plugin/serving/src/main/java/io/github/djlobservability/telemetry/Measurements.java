package io.github.djlobservability.telemetry;

import io.github.djlobservability.telemetry.definition.Instrument;
import io.github.djlobservability.telemetry.definition.Metric;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import io.opentelemetry.api.metrics.ObservableMeasurement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Takes the values of an area's observed metrics while metrics are collected. A series ends when
 * its values are no longer written. NaN is left out.
 *
 * @param <M> the area's metrics
 */
public final class Measurements<M extends Enum<M> & Metric> {
  private final Map<M, ObservableDoubleMeasurement> fractions;
  private final Map<M, ObservableLongMeasurement> whole;
  private final Set<M> leftOut;

  Measurements(Class<M> metrics) {
    fractions = new EnumMap<>(metrics);
    whole = new EnumMap<>(metrics);
    leftOut = EnumSet.noneOf(metrics);
  }

  /** Takes note of an observed metric whose values go nowhere. */
  void leaveOut(M metric) {
    leftOut.add(metric);
  }

  void add(M metric, Meter meter) {
    InstrumentFactory factory = new InstrumentFactory(meter, metric.definition());
    Instrument instrument = metric.definition().instrument();
    if (instrument.whole()) {
      whole.put(
          metric,
          switch (instrument.kind()) {
            case COUNTER -> factory.observedCounter();
            case UP_DOWN_COUNTER -> factory.observedUpDownCounter();
            case GAUGE -> factory.wholeGauge();
            case HISTOGRAM -> throw new IllegalArgumentException(metric + " can't be observed");
          });
    } else {
      fractions.put(
          metric,
          switch (instrument.kind()) {
            case COUNTER -> factory.observedFractionCounter();
            case GAUGE -> factory.gauge();
            case UP_DOWN_COUNTER, HISTOGRAM ->
                throw new IllegalArgumentException(metric + " can't be observed");
          });
    }
  }

  void observe(Meter meter, Consumer<Measurements<M>> source) {
    List<ObservableMeasurement> all = new ArrayList<>(fractions.values());
    all.addAll(whole.values());
    if (all.isEmpty()) {
      return;
    }
    var unused =
        meter.batchCallback(
            () -> source.accept(this),
            all.get(0),
            all.subList(1, all.size()).toArray(ObservableMeasurement[]::new));
  }

  /** Writes a value. */
  public void record(M metric, double value, Attributes attributes) {
    ObservableDoubleMeasurement to = fractions.get(metric);
    if (to == null) {
      if (leftOut.contains(metric)) {
        return;
      }
      throw new IllegalArgumentException(metric + " takes whole numbers that are observed");
    }
    if (!Double.isNaN(value)) {
      to.record(value, attributes);
    }
  }

  /** Writes a value that is a whole number. */
  public void record(M metric, long value, Attributes attributes) {
    ObservableLongMeasurement to = whole.get(metric);
    if (to == null) {
      record(metric, (double) value, attributes);
    } else {
      to.record(value, attributes);
    }
  }
}
