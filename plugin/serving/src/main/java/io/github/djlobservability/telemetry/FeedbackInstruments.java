package io.github.djlobservability.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.function.Consumer;

/** The metrics of labels that come later. Thread-safe. */
public final class FeedbackInstruments {
  private final Meter meter;
  private final InstrumentFactory factory;
  private final LongCounter labels;
  private final DoubleHistogram delays;

  FeedbackInstruments(Meter meter, InstrumentFactory factory) {
    this.meter = meter;
    this.factory = factory;
    labels = factory.counter(Catalogue.FEEDBACK_LABELS);
    delays = factory.seconds(Catalogue.FEEDBACK_DELAY, Catalogue.DELAY_BOUNDS);
  }

  /** A label came to an outcome. */
  public void label(Attributes attributes) {
    labels.add(1, attributes);
  }

  /** How long the label of a prediction took. */
  public void delay(double seconds, Attributes attributes) {
    delays.record(seconds, attributes);
  }

  /** Reads how each model stands whenever metrics are collected. */
  public void observe(Consumer<Measurements> source) {
    ObservableDoubleMeasurement coverage = factory.gauge(Catalogue.FEEDBACK_COVERAGE);
    ObservableDoubleMeasurement bias = factory.gauge(Catalogue.FEEDBACK_DELAY_BIAS);
    ObservableLongMeasurement waiting = factory.longGauge(Catalogue.FEEDBACK_WAITING);
    ObservableLongMeasurement storage = factory.longGauge(Catalogue.FEEDBACK_STORAGE);
    ObservableLongMeasurement expired = factory.observedCounter(Catalogue.FEEDBACK_EXPIRED);
    ObservableLongMeasurement evicted = factory.observedCounter(Catalogue.FEEDBACK_EVICTED);
    ObservableLongMeasurement unmatched = factory.observedCounter(Catalogue.FEEDBACK_UNMATCHED);
    ObservableLongMeasurement late = factory.observedCounter(Catalogue.FEEDBACK_LATE);
    var unused =
        meter.batchCallback(
            () ->
                source.accept(
                    (of, attributes) -> {
                      if (!Double.isNaN(of.coverage())) {
                        coverage.record(of.coverage(), attributes);
                      }
                      if (!Double.isNaN(of.delayBias())) {
                        bias.record(of.delayBias(), attributes);
                      }
                      waiting.record(of.waiting(), attributes);
                      storage.record(of.storageBytes(), attributes);
                      expired.record(of.expired(), attributes);
                      evicted.record(of.evicted(), attributes);
                      unmatched.record(of.unmatched(), attributes);
                      late.record(of.late(), attributes);
                    }),
            coverage,
            bias,
            waiting,
            storage,
            expired,
            evicted,
            unmatched,
            late);
  }

  /** Where figures go. */
  @FunctionalInterface
  public interface Measurements {
    /** The figures of one model. */
    void record(Figures figures, Attributes attributes);
  }

  /**
   * How a model stands.
   *
   * @param coverage share of the kept predictions that have a label; NaN for unknown
   * @param delayBias how much larger the error of the slowest labels is than that of the quickest;
   *     NaN for unknown
   * @param waiting predictions without a label
   * @param storageBytes what is on disk
   * @param expired predictions that grew too old without a label
   * @param evicted predictions that went without a label for want of room
   * @param unmatched labels that waited for a prediction in vain
   * @param late items that were handed over out of order
   */
  public record Figures(
      double coverage,
      double delayBias,
      long waiting,
      long storageBytes,
      long expired,
      long evicted,
      long unmatched,
      long late) {}
}
