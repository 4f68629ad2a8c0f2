package io.github.djlobservability.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The metrics of drift detection. Thread-safe. */
public final class DriftInstruments {
  private final Meter meter;
  private final InstrumentFactory factory;
  private final LongCounter verdicts;

  DriftInstruments(Meter meter, InstrumentFactory factory) {
    this.meter = meter;
    this.factory = factory;
    this.verdicts = factory.counter(Catalogue.DRIFT_VERDICTS);
  }

  /** A check has changed its status. */
  public void verdict(Attributes attributes) {
    verdicts.add(1, attributes);
  }

  /**
   * Reads what is measured whenever metrics are collected.
   *
   * @param dropped how many observations were dropped
   */
  public void observe(Consumer<Measurements> source, LongSupplier dropped) {
    ObservableLongMeasurement status = factory.longGauge(Catalogue.DRIFT_STATUSES);
    ObservableLongMeasurement items = factory.observedCounter(Catalogue.DRIFT_ITEMS);
    ObservableLongMeasurement droppedCount =
        factory.observedCounter(Catalogue.OBSERVATIONS_DROPPED);
    ObservableDoubleMeasurement statistic = factory.gauge(Catalogue.DRIFT_STATISTICS);
    ObservableDoubleMeasurement threshold = factory.gauge(Catalogue.DRIFT_THRESHOLDS);
    ObservableDoubleMeasurement psi = factory.gauge(Catalogue.DRIFT_PSI);
    ObservableDoubleMeasurement jensenShannon = factory.gauge(Catalogue.DRIFT_JENSEN_SHANNON);
    Measurements to = new Measurements(status, items, statistic, threshold, psi, jensenShannon);
    var unused =
        meter.batchCallback(
            () -> {
              droppedCount.record(dropped.getAsLong());
              source.accept(to);
            },
            status,
            items,
            droppedCount,
            statistic,
            threshold,
            psi,
            jensenShannon);
  }

  /** Where measured values go. */
  public static final class Measurements {
    private final ObservableLongMeasurement status;
    private final ObservableLongMeasurement items;
    private final ObservableDoubleMeasurement statistic;
    private final ObservableDoubleMeasurement threshold;
    private final ObservableDoubleMeasurement psi;
    private final ObservableDoubleMeasurement jensenShannon;

    private Measurements(
        ObservableLongMeasurement status,
        ObservableLongMeasurement items,
        ObservableDoubleMeasurement statistic,
        ObservableDoubleMeasurement threshold,
        ObservableDoubleMeasurement psi,
        ObservableDoubleMeasurement jensenShannon) {
      this.status = status;
      this.items = items;
      this.statistic = statistic;
      this.threshold = threshold;
      this.psi = psi;
      this.jensenShannon = jensenShannon;
    }

    /** Of a feature, or of a model when no feature is named. */
    public void status(long value, Attributes attributes) {
      status.record(value, attributes);
    }

    /** Items observed since the monitor began. */
    public void items(long count, Attributes attributes) {
      items.record(count, attributes);
    }

    /** Of one check. */
    public void statistic(double value, double limit, Attributes attributes) {
      statistic.record(value, attributes);
      threshold.record(limit, attributes);
    }

    /** Of the last full window against the reference. */
    public void distance(double stabilityIndex, double distance, Attributes attributes) {
      psi.record(stabilityIndex, attributes);
      jensenShannon.record(distance, attributes);
    }
  }
}
