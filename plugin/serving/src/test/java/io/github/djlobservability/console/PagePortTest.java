package io.github.djlobservability.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djlobservability.config.Configuration;
import io.github.djlobservability.governor.Governor;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.monitoring.Monitoring;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.scrape.MetricWriter;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagePortTest {
  @TempDir Path folder;

  private final Telemetry telemetry = Telemetry.using(OpenTelemetry.noop(), "test");

  @Test
  void servesThePagesAndTheMetricsAndNothingElse() throws IOException, InterruptedException {
    PagePort port = PagePort.open(loopback(0), console(), telemetry.failures());
    HttpClient client = HttpClient.newHttpClient();
    try {
      assertThat(get(client, port, "/metrics").body()).contains("some_count_total");
      assertThat(get(client, port, "/observability/metrics").body()).contains("some_count_total");
      assertThat(get(client, port, "/observability/assets/none").statusCode()).isEqualTo(404);
      HttpResponse<String> other = get(client, port, "/predictions/m");
      assertThat(other.statusCode()).isEqualTo(404);
      assertThat(other.body()).contains("/observability, /metrics");
      assertThat(telemetry.failures().count()).isZero();
    } finally {
      port.close(Duration.ofSeconds(1));
    }
  }

  @Test
  void saysWhyItCanNotListen() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      InetSocketAddress taken = loopback(other.getLocalPort());
      assertThatThrownBy(() -> PagePort.open(taken, console(), telemetry.failures()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Address already in use");
    }
    InetSocketAddress nowhere = InetSocketAddress.createUnresolved("nowhere.invalid", 8081);
    assertThatThrownBy(() -> PagePort.open(nowhere, console(), telemetry.failures()))
        .hasMessageContaining("nowhere.invalid");
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private static HttpResponse<String> get(HttpClient client, PagePort port, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port.address().getPort() + path);
    return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private Console console() {
    MetricWriter writer = new MetricWriter();
    SdkMeterProvider.builder()
        .registerMetricReader(writer.reader())
        .build()
        .get("ours")
        .counterBuilder("some.count")
        .build()
        .add(1);
    ServedModels models = new ServedModels(System::nanoTime);
    Monitoring monitoring =
        new Monitoring(folder, "9", telemetry, (model, file, why) -> {}, Governor.none());
    return new Console(
        OwnPages.of(
            OwnPages.models(
                () -> {
                  throw new IllegalStateException("nobody asks for the overview");
                },
                new Configuration(new Properties(), Map.of(), problem -> {}),
                models,
                monitoring,
                telemetry,
                writer)),
        new Callers(bound -> Connectors.Reach.LOOPBACK),
        false,
        telemetry.workers(),
        telemetry.failures());
  }
}
