package io.github.djlobservability.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import java.util.function.Consumer;

/** The metrics of how right models are. Thread-safe. */
public final class QualityInstruments {
  private final Meter meter;
  private final InstrumentFactory factory;

  QualityInstruments(Meter meter, InstrumentFactory factory) {
    this.meter = meter;
    this.factory = factory;
  }

  /** Reads how right each model is whenever metrics are collected. */
  public void observe(Consumer<Measurements> source) {
    ObservableDoubleMeasurement value = factory.gauge(Catalogue.QUALITY_VALUE);
    ObservableDoubleMeasurement lower = factory.gauge(Catalogue.QUALITY_LOWER);
    ObservableDoubleMeasurement upper = factory.gauge(Catalogue.QUALITY_UPPER);
    ObservableDoubleMeasurement estimate = factory.gauge(Catalogue.QUALITY_ESTIMATE);
    ObservableDoubleMeasurement estimateLower = factory.gauge(Catalogue.QUALITY_ESTIMATE_LOWER);
    ObservableDoubleMeasurement estimateUpper = factory.gauge(Catalogue.QUALITY_ESTIMATE_UPPER);
    ObservableDoubleMeasurement error = factory.gauge(Catalogue.QUALITY_ESTIMATE_ERROR);
    Measurements to =
        new Measurements(
            new Gauges(value, lower, upper),
            new Gauges(estimate, estimateLower, estimateUpper),
            error);
    var unused =
        meter.batchCallback(
            () -> source.accept(to),
            value,
            lower,
            upper,
            estimate,
            estimateLower,
            estimateUpper,
            error);
  }

  /** A figure and the ends of its interval. */
  private record Gauges(
      ObservableDoubleMeasurement value,
      ObservableDoubleMeasurement lower,
      ObservableDoubleMeasurement upper) {

    void record(double figure, double low, double high, Attributes attributes) {
      record(value, figure, attributes);
      record(lower, low, attributes);
      record(upper, high, attributes);
    }

    static void record(ObservableDoubleMeasurement to, double figure, Attributes attributes) {
      if (!Double.isNaN(figure)) {
        to.record(figure, attributes);
      }
    }
  }

  /** Where figures go; NaN is left out. */
  public static final class Measurements {
    private final Gauges measured;
    private final Gauges estimated;
    private final ObservableDoubleMeasurement error;

    private Measurements(Gauges measured, Gauges estimated, ObservableDoubleMeasurement error) {
      this.measured = measured;
      this.estimated = estimated;
      this.error = error;
    }

    /** A measure of labelled items, with its interval. */
    public void measured(double value, double low, double high, Attributes attributes) {
      measured.record(value, low, high, attributes);
    }

    /** What is estimated without labels, with its interval. */
    public void estimated(double value, double low, double high, Attributes attributes) {
      estimated.record(value, low, high, attributes);
    }

    /** The estimate less what labels have shown. */
    public void estimateError(double value, Attributes attributes) {
      Gauges.record(error, value, attributes);
    }
  }
}
