package io.github.djlobservability.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/** The metrics of HTTP requests, by the semantic conventions. Thread-safe. */
public final class HttpInstruments {
  private final DoubleHistogram duration;
  private final Map<Attributes, LongAdder> active = new ConcurrentHashMap<>();
  private final LongHistogram requestSize;
  private final LongHistogram responseSize;

  private final InstrumentFactory factory;

  HttpInstruments(InstrumentFactory factory) {
    this.factory = factory;
    duration = factory.seconds(Catalogue.HTTP_REQUEST_DURATION, Catalogue.HTTP_BOUNDS);
    factory.observed(
        Catalogue.HTTP_ACTIVE_REQUESTS,
        (ObservableLongMeasurement measurement) ->
            active.forEach((attributes, count) -> measurement.record(count.sum(), attributes)));
    requestSize = factory.counts(Catalogue.HTTP_REQUEST_SIZE, Catalogue.SIZE_BOUNDS);
    responseSize = factory.counts(Catalogue.HTTP_RESPONSE_SIZE, Catalogue.SIZE_BOUNDS);
  }

  /** Reports whether requests are seen only where plugins are asked, when metrics are collected. */
  public void observeFallBack(BooleanSupplier fallenBack) {
    factory.observed(
        Catalogue.HTTP_DOOR_FALLBACK,
        (ObservableLongMeasurement measurement) ->
            measurement.record(fallenBack.getAsBoolean() ? 1 : 0));
  }

  /** A request has arrived. */
  public void started(Attributes attributes) {
    active.computeIfAbsent(attributes, key -> new LongAdder()).increment();
  }

  /**
   * A request is over.
   *
   * @param attributes what {@link #started} was given
   */
  public void ended(Attributes attributes) {
    active.computeIfAbsent(attributes, key -> new LongAdder()).decrement();
  }

  /** Measures a request that is over. */
  public void measure(Attributes attributes, Measured measured, Context context) {
    duration.record(measured.durationNanos() / 1e9, attributes, context);
    requestSize.record(measured.requestBytes(), attributes, context);
    responseSize.record(measured.responseBytes(), attributes, context);
  }

  /** What was measured of one request. */
  public record Measured(long durationNanos, long requestBytes, long responseBytes) {}
}
