package io.github.djlobservability.http;

import io.github.djlobservability.content.Findings;
import io.github.djlobservability.content.Generation;
import io.github.djlobservability.content.GenerationTelemetry;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.observation.RequestInFlight;
import io.github.djlobservability.telemetry.AttributeSets;
import io.github.djlobservability.telemetry.Catalogue;
import io.github.djlobservability.telemetry.ContentInstruments;
import io.github.djlobservability.telemetry.Failures;
import io.github.djlobservability.telemetry.HttpInstruments;
import io.github.djlobservability.telemetry.ModelAttributes;
import io.github.djlobservability.telemetry.ModelInstruments;
import io.github.djlobservability.telemetry.Telemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Measures exchanges. Thread-safe. */
final class ExchangeMetrics {
  private final HttpInstruments http;
  private final ModelInstruments models;
  private final ContentInstruments content;
  private final GenerationTelemetry generations;
  private final Tracer tracer;
  private final Executor writer;
  private final Failures failures;
  private final AttributeSets<ActiveSeries> activeSeries =
      new AttributeSets<>(ActiveSeries::attributes);
  private final AttributeSets<HttpSeries> httpSeries = new AttributeSets<>(HttpSeries::attributes);
  private final AttributeSets<ModelSeries> modelSeries =
      new AttributeSets<>(ModelSeries::attributes);

  ExchangeMetrics(Telemetry telemetry) {
    tracer = telemetry.tracer();
    writer = telemetry.writer();
    failures = telemetry.failures();
    http = telemetry.http();
    models = telemetry.models();
    content = telemetry.content();
    generations = new GenerationTelemetry(content);
  }

  void started(RequestFacts facts) {
    http.started(active(facts));
  }

  void ended(RequestFacts facts) {
    http.ended(active(facts));
  }

  /** Has written down, now or later, what is left of an exchange that is over. */
  void writeDown(Runnable rest) {
    writer.execute(
        () -> {
          try {
            rest.run();
          } catch (RuntimeException | LinkageError e) {
            failures.caught("http", e);
          }
        });
  }

  /**
   * Measures an exchange as HTTP.
   *
   * @param status 0 when no answer was begun
   * @param error null when there was none
   */
  void measure(
      RequestFacts facts,
      int status,
      @Nullable String error,
      HttpInstruments.Measured measured,
      Context context) {
    HttpSeries series =
        new HttpSeries(
            facts.method(),
            facts.scheme(),
            facts.protocolVersion(),
            facts.route().template(),
            status,
            error);
    http.measure(httpSeries.get(series), measured, context);
  }

  /**
   * Measures an exchange as a request for a model.
   *
   * @param error null when there was none
   */
  void measure(ModelId model, long nanos, @Nullable String error, Context context) {
    models.request(nanos, modelSeries.get(new ModelSeries(model, error)), context);
  }

  /** The server refused a request because the model's queue was full. */
  void rejected(ModelId model, Context context) {
    models.rejected(modelSeries.get(new ModelSeries(model, null)), context);
  }

  void firstByte(ModelId model, long nanos, Context context) {
    models.timeToFirstByte(nanos, modelSeries.get(new ModelSeries(model, null)), context);
  }

  /** Starts a span of its own below a request's, at its arrival. */
  Span startSpan(String name, RequestInFlight request) {
    return tracer
        .spanBuilder(name)
        .setParent(request.context())
        .setStartTimestamp(request.arrival().epochNanos(), TimeUnit.NANOSECONDS)
        .startSpan();
  }

  void generated(ServedModel model, Generation generation, RequestInFlight request, long endNanos) {
    generations.record(
        model, generation, request.arrival().nanoTime(), endNanos, request.context());
  }

  /** Measures the rows of a request that was answered. */
  void items(
      ServedModel model, long items, Findings findings, RequestInFlight request, long endNanos) {
    Attributes attributes = modelSeries.get(new ModelSeries(model.id(), null));
    double seconds = (endNanos - request.arrival().nanoTime()) / 1e9;
    content.items(items, seconds / items, attributes, request.context());
    if (findings.items() > 0) {
      // Only of a model that no translator of ours sees: the model door counts the others'.
      models.items(items, attributes, request.context());
      model.statistics().items(items);
    }
    if (findings.failedItems() > 0) {
      content.failedItems(findings.failedItems(), attributes, request.context());
    }
  }

  private Attributes active(RequestFacts facts) {
    return activeSeries.get(new ActiveSeries(facts.method(), facts.scheme()));
  }

  private record ActiveSeries(String method, String scheme) {
    Attributes attributes() {
      return Attributes.of(Catalogue.HTTP_REQUEST_METHOD, method, Catalogue.URL_SCHEME, scheme);
    }
  }

  private record HttpSeries(
      String method,
      String scheme,
      String protocolVersion,
      @Nullable String template,
      int status,
      @Nullable String error) {

    Attributes attributes() {
      AttributesBuilder attributes =
          Attributes.builder()
              .put(Catalogue.HTTP_REQUEST_METHOD, method)
              .put(Catalogue.URL_SCHEME, scheme)
              .put(Catalogue.NETWORK_PROTOCOL_VERSION, protocolVersion);
      if (template != null) {
        attributes.put(Catalogue.HTTP_ROUTE, template);
      }
      if (status != 0) {
        attributes.put(Catalogue.HTTP_RESPONSE_STATUS_CODE, (long) status);
      }
      if (error != null) {
        attributes.put(Catalogue.ERROR_TYPE, error);
      }
      return attributes.build();
    }
  }

  private record ModelSeries(ModelId model, @Nullable String error) {
    Attributes attributes() {
      AttributesBuilder attributes = ModelAttributes.of(model);
      if (error != null) {
        attributes.put(Catalogue.ERROR_TYPE, error);
      }
      return attributes.build();
    }
  }
}
