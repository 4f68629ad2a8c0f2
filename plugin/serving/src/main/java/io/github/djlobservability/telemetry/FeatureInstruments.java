package io.github.djlobservability.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.function.Consumer;

/** The metrics of what is in the features: broken rules, and values by bin. Thread-safe. */
public final class FeatureInstruments {
  /** As many series as an instrument of the SDK tells apart; it keeps the last for all the rest. */
  public static final int MAX_SERIES = 1999;

  private final Meter meter;
  private final InstrumentFactory factory;
  private final LongCounter violations;

  FeatureInstruments(Meter meter, InstrumentFactory factory) {
    this.meter = meter;
    this.factory = factory;
    this.violations = factory.counter(Catalogue.QUALITY_VIOLATIONS);
  }

  /**
   * Values have broken a rule.
   *
   * @param count how many; 0 makes the series known, so that its first violation is an increase
   */
  public void violations(long count, Attributes attributes) {
    violations.add(count, attributes);
  }

  /** Reads the values by bin whenever metrics are collected. */
  public void observe(Consumer<Measurements> source) {
    ObservableLongMeasurement values = factory.observedCounter(Catalogue.FEATURE_VALUES);
    ObservableDoubleMeasurement shares = factory.gauge(Catalogue.FEATURE_REFERENCE_SHARES);
    ObservableLongMeasurement leftOut = factory.longGauge(Catalogue.FEATURES_LEFT_OUT);
    Measurements to = new Measurements(values, shares, leftOut);
    var unused = meter.batchCallback(() -> source.accept(to), values, shares, leftOut);
  }

  /** Where counts go. */
  public static final class Measurements {
    private final ObservableLongMeasurement values;
    private final ObservableDoubleMeasurement shares;
    private final ObservableLongMeasurement leftOut;

    private Measurements(
        ObservableLongMeasurement values,
        ObservableDoubleMeasurement shares,
        ObservableLongMeasurement leftOut) {
      this.values = values;
      this.shares = shares;
      this.leftOut = leftOut;
    }

    /** One bin: the values in it since the comparison began, and its share of the reference. */
    public void bin(long count, double share, Attributes attributes) {
      values.record(count, attributes);
      shares.record(share, attributes);
    }

    /** How many series of a model are not exported. */
    public void leftOut(long count, Attributes attributes) {
      leftOut.record(count, attributes);
    }
  }
}
