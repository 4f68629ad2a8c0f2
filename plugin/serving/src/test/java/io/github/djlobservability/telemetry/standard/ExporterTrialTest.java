package io.github.djlobservability.telemetry.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.djlobservability.config.problem.ConfigurationProblem;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.sdk.autoconfigure.spi.internal.AutoConfigureListener;
import io.opentelemetry.sdk.autoconfigure.spi.internal.ConfigurableMetricReaderProvider;
import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExporterTrialTest {
  private final List<ConfigurationProblem> problems = new ArrayList<>();
  private final ExporterTrial trial = new ExporterTrial();
  private final ComponentLoader components =
      trial.watch(ComponentLoader.forClassLoader(getClass().getClassLoader()));

  @Test
  void aReaderWhosePortIsTakenIsLeftOutAlone() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Map<String, String> settings =
          Map.of(
              "otel.metrics.exporter", "otlp,prometheus",
              "otel.exporter.prometheus.host", taken.getInetAddress().getHostAddress(),
              "otel.exporter.prometheus.port", String.valueOf(taken.getLocalPort()));
      DefaultConfigProperties config = DefaultConfigProperties.createFromMap(settings);
      ConfigurableMetricReaderProvider prometheus = reader("prometheus");
      assertThat(trial.overrides(config)).isEmpty();
      assertThatThrownBy(() -> prometheus.createMetricReader(config))
          .hasRootCauseInstanceOf(java.net.BindException.class);

      assertThat(trial.leaveOut(problems::add)).isTrue();
      assertThat(trial.leaveOut(problems::add)).as("nothing new failed").isFalse();
      assertThat(trial.overrides(config)).containsExactly(entry("otel.metrics.exporter", "otlp"));
      assertThat(problems)
          .singleElement()
          .satisfies(
              problem -> {
                assertThat(problem.key()).isEqualTo("otel.exporter.prometheus.port");
                assertThat(problem.value()).isEqualTo(String.valueOf(taken.getLocalPort()));
                assertThat(problem.allowed()).contains("free").contains("Address already in use");
              });
    }
  }

  @Test
  void anExporterWithACertificateThatIsNoneIsLeftOutOfItsSignal(@TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("ca.pem"), "no certificate");
    DefaultConfigProperties config =
        DefaultConfigProperties.createFromMap(
            Map.of(
                "otel.exporter.otlp.protocol", "http/protobuf",
                "otel.exporter.otlp.traces.endpoint", "https://127.0.0.1:4318/v1/traces",
                "otel.exporter.otlp.traces.certificate", file.toString()));
    ConfigurableSpanExporterProvider otlp = spans("otlp");
    assertThat(otlp).isInstanceOf(AutoConfigureListener.class);
    assertThatThrownBy(() -> otlp.createExporter(config)).isInstanceOf(RuntimeException.class);

    assertThat(trial.leaveOut(problems::add)).isTrue();
    assertThat(trial.overrides(config)).containsExactly(entry("otel.traces.exporter", "none"));
    assertThat(problems)
        .extracting(ConfigurationProblem::message)
        .singleElement()
        .asString()
        .startsWith("OpenTelemetry: otel.traces.exporter=otlp is not allowed; allowed: an exporter")
        .endsWith("until the next start it gets no traces");
  }

  private ConfigurableMetricReaderProvider reader(String name) {
    for (ConfigurableMetricReaderProvider one :
        components.load(ConfigurableMetricReaderProvider.class)) {
      if (one.getName().equals(name)) {
        return one;
      }
    }
    throw new AssertionError(name);
  }

  private ConfigurableSpanExporterProvider spans(String name) {
    for (ConfigurableSpanExporterProvider one :
        components.load(ConfigurableSpanExporterProvider.class)) {
      if (one.getName().equals(name)) {
        return one;
      }
    }
    throw new AssertionError(name);
  }
}
