package io.github.djlobservability.telemetry.definition;

import static io.github.djlobservability.telemetry.definition.Instrument.histogram;
import static io.github.djlobservability.telemetry.definition.Instrument.observedUpDownCounter;
import static io.github.djlobservability.telemetry.definition.Metric.Definition.essential;
import static io.github.djlobservability.telemetry.definition.Metric.Definition.standard;

import java.util.List;

/**
 * The metrics of HTTP requests, by the semantic conventions.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/http/http-metrics/">Semantic
 *     conventions for HTTP metrics</a>
 */
public enum HttpMetric implements Metric {
  REQUEST_DURATION(
      essential(
          "http.server.request.duration",
          histogram("s", Buckets.HTTP_SECONDS),
          "Duration of HTTP server requests. From the request's arrival to the last byte of its"
              + " response.",
          HttpKeys.REQUEST)),
  ACTIVE_REQUESTS(
      essential(
          "http.server.active_requests",
          observedUpDownCounter("{request}"),
          "Number of active HTTP server requests.",
          List.of(HttpKeys.METHOD, HttpKeys.SCHEME))),
  REQUEST_SIZE(
      standard(
          "http.server.request.body.size",
          histogram("By", Buckets.BYTES),
          "Size of HTTP server request bodies.",
          HttpKeys.REQUEST)),
  RESPONSE_SIZE(
      standard(
          "http.server.response.body.size",
          histogram("By", Buckets.BYTES),
          "Size of HTTP server response bodies. As far as they were sent.",
          HttpKeys.REQUEST));

  private final Definition definition;

  HttpMetric(Definition definition) {
    this.definition = definition;
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
