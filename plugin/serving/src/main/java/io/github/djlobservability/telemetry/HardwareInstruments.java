package io.github.djlobservability.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import io.opentelemetry.api.metrics.ObservableMeasurement;
import io.opentelemetry.context.Context;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The metrics of the hardware. Thread-safe. */
public final class HardwareInstruments {
  /** Units of what may be a fraction; bytes, errors and the like are whole. */
  private static final Set<String> FRACTIONAL_UNITS = Set.of("1", "s", "W", "J", "Cel");

  private final Meter meter;
  private final InstrumentFactory factory;
  private final DoubleHistogram itemCpuTime;
  private final LongHistogram itemAllocated;

  HardwareInstruments(Meter meter, InstrumentFactory factory) {
    this.meter = meter;
    this.factory = factory;
    this.itemCpuTime = factory.seconds(Catalogue.ITEM_CPU_TIME, Catalogue.CPU_BOUNDS);
    this.itemAllocated = factory.counts(Catalogue.ITEM_ALLOCATED, Catalogue.SIZE_BOUNDS);
  }

  /** CPU time for each item of a measured call. */
  public void itemCpuTime(double seconds, Attributes attributes, Context context) {
    itemCpuTime.record(seconds, attributes, context);
  }

  /** Allocated memory for each item of a measured call. */
  public void itemAllocated(long bytes, Attributes attributes, Context context) {
    itemAllocated.record(bytes, attributes, context);
  }

  /**
   * Reads the hardware whenever metrics are collected. To be called once.
   *
   * @param source writes what it has; an instrument it writes nothing to is absent
   */
  public void observe(Consumer<Measurements> source) {
    Measurements to = new Measurements();
    for (HardwareMetric each : HardwareMetric.values()) {
      to.add(each, factory);
    }
    ObservableMeasurement[] all = to.all();
    ObservableMeasurement[] others = new ObservableMeasurement[all.length - 1];
    System.arraycopy(all, 1, others, 0, others.length);
    var unused = meter.batchCallback(() -> source.accept(to), all[0], others);
  }

  /** Where readings go. */
  public static final class Measurements {
    private final Map<HardwareMetric, ObservableDoubleMeasurement> fractions =
        new EnumMap<>(HardwareMetric.class);
    private final Map<HardwareMetric, ObservableLongMeasurement> whole =
        new EnumMap<>(HardwareMetric.class);

    private Measurements() {}

    private void add(HardwareMetric which, InstrumentFactory factory) {
      Catalogue.Metric metric = which.metric();
      if (FRACTIONAL_UNITS.contains(metric.unit())) {
        fractions.put(
            which,
            metric.instrument().equals("counter")
                ? factory.observedDoubleCounter(metric)
                : factory.gauge(metric));
      } else {
        whole.put(
            which,
            switch (metric.instrument()) {
              case "counter" -> factory.observedCounter(metric);
              case "gauge" -> factory.longGauge(metric);
              default -> factory.observedUpDownCounter(metric);
            });
      }
    }

    private ObservableMeasurement[] all() {
      return Stream.concat(fractions.values().stream(), whole.values().stream())
          .toArray(ObservableMeasurement[]::new);
    }

    /** Writes a reading. */
    public void record(HardwareMetric metric, double value, Attributes attributes) {
      ObservableDoubleMeasurement to = fractions.get(metric);
      if (to == null) {
        throw new IllegalArgumentException(metric + " takes whole numbers");
      }
      to.record(value, attributes);
    }

    /** Writes a reading that is a whole number. */
    public void record(HardwareMetric metric, long value, Attributes attributes) {
      ObservableLongMeasurement to = whole.get(metric);
      if (to == null) {
        record(metric, (double) value, attributes);
      } else {
        to.record(value, attributes);
      }
    }
  }
}
