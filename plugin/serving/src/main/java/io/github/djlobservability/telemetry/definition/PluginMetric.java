package io.github.djlobservability.telemetry.definition;

import static io.github.djlobservability.telemetry.definition.Instrument.counter;
import static io.github.djlobservability.telemetry.definition.Instrument.observedCounter;
import static io.github.djlobservability.telemetry.definition.Instrument.observedUpDownCounter;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

/** The metrics of the plugin itself. */
public enum PluginMetric implements Metric {
  FAILURES(
      "djl.serving.observability.failures",
      counter("{failure}"),
      "Failures of the plugin itself. Each was caught before it could touch an inference.",
      List.of(PluginKeys.PART)),
  CONTENT_UNREAD(
      "djl.serving.observability.content.unread",
      counter("By"),
      "Bytes of requests and responses that were not read because too many waited.",
      List.of()),
  OBSERVATIONS_DROPPED(
      "djl.serving.observability.observations.dropped",
      observedCounter("{observation}"),
      "Requests that drift detection did not see because too many waited.",
      List.of()),
  CONFIGURATION_ERRORS(
      "djl.serving.observability.configuration.errors",
      observedUpDownCounter("{error}"),
      "Settings that are wrong and not in force.",
      List.of()),
  HTTP_DOOR_FALLBACK(
      "djl.serving.observability.http_door.fallback",
      observedUpDownCounter("{door}"),
      "1 where requests are seen only where the server asks its plugins, else 0.",
      List.of());

  private final Definition definition;

  PluginMetric(String name, Instrument instrument, String text, List<AttributeKey<?>> attributes) {
    definition = new Definition(name, instrument, text, attributes);
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
