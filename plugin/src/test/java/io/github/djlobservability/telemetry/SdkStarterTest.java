package io.github.djlobservability.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.semconv.ServiceAttributes;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SdkStarterTest {
  private static final Versions VERSIONS = new Versions("1.2.3", "0.36.0");

  @Test
  void withoutAnEndpointNothingIsExported() {
    assertThat(overrides(Map.of()))
        .containsEntry("otel.traces.exporter", "none")
        .containsEntry("otel.metrics.exporter", "none")
        .containsEntry("otel.logs.exporter", "none");
  }

  @Test
  void aSpanThatGoesNowhereIsNotRecorded() {
    assertThat(overrides(Map.of())).containsEntry("otel.traces.sampler", "parentbased_always_off");
    assertThat(overrides(Map.of("otel.traces.sampler", "always_on")))
        .doesNotContainKey("otel.traces.sampler");
    assertThat(overrides(Map.of("otel.exporter.otlp.endpoint", "http://c:4318"))).isEmpty();
  }

  @Test
  void anEndpointOfOneSignalIsForThatSignal() {
    assertThat(overrides(Map.of("otel.exporter.otlp.metrics.endpoint", "http://c:4318")))
        .doesNotContainKey("otel.metrics.exporter")
        .containsEntry("otel.traces.exporter", "none");
  }

  @Test
  void anExporterThatWasAskedForStays() {
    assertThat(overrides(Map.of("otel.metrics.exporter", "prometheus")))
        .doesNotContainKey("otel.metrics.exporter")
        .containsEntry("otel.traces.exporter", "none");
  }

  @Test
  void theResourceNamesServiceServerAndPlugin() {
    Resource resource = SdkStarter.resource(VERSIONS, Resource.getDefault());
    assertThat(resource.getAttributes().asMap())
        .containsEntry(ServiceAttributes.SERVICE_NAME, "djl-serving")
        .containsEntry(
            io.opentelemetry.api.common.AttributeKey.stringKey("djl.serving.version"), "0.36.0")
        .containsEntry(
            io.opentelemetry.api.common.AttributeKey.stringKey("telemetry.distro.version"),
            "1.2.3");
  }

  @Test
  void theUsersServiceNameStays() {
    Resource named =
        Resource.create(Attributes.of(ServiceAttributes.SERVICE_NAME, "fraud-scoring"));
    assertThat(SdkStarter.resource(VERSIONS, named).getAttribute(ServiceAttributes.SERVICE_NAME))
        .isEqualTo("fraud-scoring");
  }

  private static Map<String, String> overrides(Map<String, String> properties) {
    return SdkStarter.withoutEndpointNoExport(DefaultConfigProperties.createFromMap(properties));
  }
}
