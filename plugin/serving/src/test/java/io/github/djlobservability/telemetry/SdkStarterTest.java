package io.github.djlobservability.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.djlobservability.config.Configuration;
import io.github.djlobservability.config.ConfigurationProblem;
import io.github.djlobservability.config.Settings;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
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

  @Test
  void unknownNamesAreLeftOutAndSaid() {
    List<ConfigurationProblem> problems = new ArrayList<>();
    KnownAttributeValues known =
        new KnownAttributeValues(
            ComponentLoader.forClassLoader(getClass().getClassLoader()), problems::add);
    Map<String, String> overrides =
        known.overrides(
            DefaultConfigProperties.createFromMap(
                Map.of(
                    "otel.propagators",
                        "tracecontext,b3,b3multi,jaeger,xray,ottrace,carrier-pigeon",
                    "otel.traces.exporter", "zipkin",
                    "otel.metrics.exporter", "otlp,prometheus",
                    "otel.traces.sampler", "sometimes",
                    "otel.exporter.otlp.protocol", "http/json")));

    assertThat(overrides)
        .containsOnly(
            entry("otel.propagators", "tracecontext,b3,b3multi,jaeger,xray,ottrace"),
            entry("otel.traces.exporter", "none"),
            entry("otel.traces.sampler", "parentbased_always_on"),
            entry("otel.exporter.otlp.protocol", "http/protobuf"));
    assertThat(problems)
        .extracting(ConfigurationProblem::value)
        .containsExactlyInAnyOrder("carrier-pigeon", "zipkin", "sometimes", "http/json");
  }

  @Test
  void anEndpointThatIsNoAddressIsSaidAndNotUsed() {
    List<ConfigurationProblem> problems = new ArrayList<>();
    Map<String, String> settings =
        Map.of(
            "otel.exporter.otlp.endpoint", "me:secret@127.0.0.1:4318",
            "otel.exporter.otlp.logs.endpoint", "https://logs:4318/v1/logs",
            "otel.metrics.exporter", "otlp,prometheus");
    assertThat(
            new OtlpEndpoints(problems::add)
                .overrides(DefaultConfigProperties.createFromMap(settings)))
        .containsOnly(
            entry("otel.traces.exporter", "none"), entry("otel.metrics.exporter", "prometheus"));
    assertThat(problems)
        .extracting(ConfigurationProblem::message)
        .containsExactly(
            "OpenTelemetry: otel.exporter.otlp.endpoint=127.0.0.1:4318 is not allowed; allowed: an"
                + " address with http:// or https:// in front, such as http://localhost:4318; until"
                + " then nothing is sent there");
  }

  @Test
  void withoutOpenTelemetryNothingIsSentToAHostsEither() {
    assertThat(Telemetry.using(OpenTelemetry.noop(), "test").destination())
        .isEqualTo("sent nowhere, since OpenTelemetry could not start");
  }

  @Test
  void histogramsAreExponentialWhereThatIsAskedFor() {
    String key = "otel.exporter.otlp.metrics.default.histogram.aggregation";
    assertThat(SdkStarter.defaults(Settings.DEFAULTS))
        .containsEntry(key, "explicit_bucket_histogram");
    Properties asked = new Properties();
    asked.setProperty("observability.metrics.histograms", "exponential");
    Settings settings = new Configuration(asked, Map.of(), problem -> {}).server();
    assertThat(SdkStarter.defaults(settings))
        .containsEntry(key, "base2_exponential_bucket_histogram");
  }

  private static Map<String, String> overrides(Map<String, String> properties) {
    return SdkStarter.withoutEndpointNoExport(DefaultConfigProperties.createFromMap(properties));
  }
}
