package io.github.djlobservability.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.LongUpDownCounter;
import io.opentelemetry.context.Context;

/** The metrics of HTTP requests, by the semantic conventions. Thread-safe. */
public final class HttpInstruments {
  private final DoubleHistogram duration;
  private final LongUpDownCounter active;
  private final LongHistogram requestSize;
  private final LongHistogram responseSize;

  HttpInstruments(InstrumentFactory factory) {
    duration = factory.seconds(Catalogue.HTTP_REQUEST_DURATION, Catalogue.HTTP_BOUNDS);
    active = factory.upDownCounter(Catalogue.HTTP_ACTIVE_REQUESTS);
    requestSize = factory.counts(Catalogue.HTTP_REQUEST_SIZE, Catalogue.SIZE_BOUNDS);
    responseSize = factory.counts(Catalogue.HTTP_RESPONSE_SIZE, Catalogue.SIZE_BOUNDS);
  }

  /** A request has arrived. */
  public void started(Attributes attributes, Context context) {
    active.add(1, attributes, context);
  }

  /**
   * A request is over.
   *
   * @param startAttributes what {@link #started} was given
   * @param endAttributes what is known of it now
   */
  public void ended(
      Attributes startAttributes, Attributes endAttributes, Measured measured, Context context) {
    active.add(-1, startAttributes, context);
    duration.record(measured.durationNanos() / 1e9, endAttributes, context);
    requestSize.record(measured.requestBytes(), endAttributes, context);
    responseSize.record(measured.responseBytes(), endAttributes, context);
  }

  /** What was measured of one request. */
  public record Measured(long durationNanos, long requestBytes, long responseBytes) {}
}
