package io.github.djlobservability.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.djlobservability.config.Configuration;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.config.problem.ConfigurationProblem;
import io.github.djlobservability.telemetry.standard.KnownAttributeValues;
import io.github.djlobservability.telemetry.standard.OtlpEndpoints;
import io.github.djlobservability.telemetry.standard.WellFormedValues;
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
  void whatMustGoAlongWithTelemetryStopsWhatItIsFor() {
    List<ConfigurationProblem> problems = new ArrayList<>();
    Map<String, String> settings =
        Map.of(
            "otel.exporter.otlp.endpoint", "http://c:4318",
            "otel.exporter.otlp.headers", "secret",
            "otel.exporter.otlp.logs.headers", "tenant=1",
            "otel.exporter.otlp.logs.certificate", "/no/such/file");
    assertThat(
            new OtlpEndpoints(problems::add)
                .overrides(DefaultConfigProperties.createFromMap(settings)))
        .containsOnly(
            entry("otel.traces.exporter", "none"),
            entry("otel.metrics.exporter", "none"),
            entry("otel.logs.exporter", "none"));
    assertThat(problems)
        .extracting(ConfigurationProblem::message)
        .containsExactly(
            "OpenTelemetry: otel.exporter.otlp.headers=(hidden) is not allowed; allowed: pairs such"
                + " as name=value, with commas between them; until then nothing is sent there",
            "OpenTelemetry: otel.exporter.otlp.logs.certificate=/no/such/file is not allowed;"
                + " allowed: a file that the server can read; until then nothing is sent there");
  }

  @Test
  void insteadOfAValueThatCannotBeReadTheDefaultHolds() {
    List<ConfigurationProblem> problems = new ArrayList<>();
    WellFormedValues values =
        new WellFormedValues(SdkStarter.defaults(Settings.DEFAULTS), problems::add);
    Map<String, String> wrong =
        Map.ofEntries(
            entry("otel.bsp.schedule.delay", "abc"),
            entry("otel.bsp.max.queue.size", "-5"),
            entry("otel.metric.export.interval", "0"),
            entry("otel.exporter.otlp.logs.timeout", "1x"),
            entry("otel.span.link.count.limit", "many"),
            entry("otel.exporter.prometheus.port", "70000"),
            entry("otel.traces.sampler", "parentbased_traceidratio"),
            entry("otel.traces.sampler.arg", "10%"),
            entry("otel.exporter.otlp.compression", "zip"),
            entry("otel.metrics.exemplar.filter", "all"),
            entry("otel.resource.attributes", "team"));
    Map<String, String> overrides = values.overrides(DefaultConfigProperties.createFromMap(wrong));
    assertThat(overrides)
        .containsOnly(
            entry("otel.bsp.schedule.delay", ""),
            entry("otel.bsp.max.queue.size", "4096"),
            entry("otel.metric.export.interval", ""),
            entry("otel.exporter.otlp.logs.timeout", ""),
            entry("otel.span.link.count.limit", ""),
            entry("otel.exporter.prometheus.port", ""),
            entry("otel.traces.sampler.arg", "1"),
            entry("otel.exporter.otlp.compression", "none"),
            entry("otel.metrics.exemplar.filter", "trace_based"),
            entry("otel.resource.attributes", ""));
    assertThat(problems)
        .hasSize(10)
        .extracting(ConfigurationProblem::message)
        .contains(
            "OpenTelemetry: otel.bsp.schedule.delay=abc is not allowed; allowed: a number of"
                + " milliseconds, or a time such as 5s; until then the default holds");
    assertThat(
            DefaultConfigProperties.createFromMap(overrides).getDuration("otel.bsp.schedule.delay"))
        .as("an empty value is none")
        .isNull();
    Map<String, String> right =
        Map.of(
            "otel.bsp.schedule.delay", "500ms",
            "otel.bsp.max.queue.size", "10",
            "otel.traces.sampler", "jaeger_remote",
            "otel.traces.sampler.arg", "endpoint=x",
            "otel.exporter.otlp.metrics.temporality.preference", "DELTA",
            "otel.resource.attributes", "team=a");
    assertThat(values.overrides(DefaultConfigProperties.createFromMap(right))).isEmpty();
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
