package io.github.djlobservability.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SdkStarterTest {
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

  private static Map<String, String> overrides(Map<String, String> properties) {
    return SdkStarter.withoutEndpointNoExport(DefaultConfigProperties.createFromMap(properties));
  }
}
