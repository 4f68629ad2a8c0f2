package io.github.djlobservability.http;

import io.github.djlobservability.observation.ModelId;
import io.github.djlobservability.telemetry.AttributeSets;
import io.github.djlobservability.telemetry.Catalogue;
import io.github.djlobservability.telemetry.HttpInstruments;
import io.github.djlobservability.telemetry.ModelAttributes;
import io.github.djlobservability.telemetry.ModelInstruments;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/** Measures exchanges. Thread-safe. */
final class ExchangeMetrics {
  private final HttpInstruments http;
  private final ModelInstruments models;
  private final AttributeSets<ActiveSeries> activeSeries =
      new AttributeSets<>(ActiveSeries::attributes);
  private final AttributeSets<HttpSeries> httpSeries = new AttributeSets<>(HttpSeries::attributes);
  private final AttributeSets<ModelSeries> modelSeries =
      new AttributeSets<>(ModelSeries::attributes);

  ExchangeMetrics(HttpInstruments http, ModelInstruments models) {
    this.http = http;
    this.models = models;
  }

  void started(RequestFacts facts, Context context) {
    http.started(active(facts), context);
  }

  /**
   * Measures an exchange as HTTP.
   *
   * @param status 0 when no answer was begun
   * @param error null when there was none
   */
  void ended(
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
    http.ended(active(facts), httpSeries.get(series), measured, context);
  }

  /**
   * Measures an exchange as a request for a model.
   *
   * @param error null when there was none
   */
  void ended(ModelId model, long nanos, @Nullable String error, Context context) {
    models.request(nanos, modelSeries.get(new ModelSeries(model, error)), context);
  }

  void firstByte(ModelId model, long nanos, Context context) {
    models.timeToFirstByte(nanos, modelSeries.get(new ModelSeries(model, null)), context);
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
