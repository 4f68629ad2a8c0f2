package io.github.djlobservability.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

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
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagePortTest {
  /** A body that is not sent whole. */
  private static final int PART = 1 << 20;

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

  /** The first has no page and is done at once, the second is held back for a wrong token. */
  @Test
  void repliesInTheOrderOfTheRequests() throws IOException {
    PagePort port = PagePort.open(loopback(0), console(), telemetry.failures());
    try (Socket socket = new Socket(port.address().getAddress(), port.address().getPort())) {
      send(
          socket,
          get("/observability/assets/none", "Host: a")
              + get("/observability/models/m", "Authorization: Bearer no")
              + get("/observability/metrics", "Host: a")
              + get("/else", "Connection: close"));
      assertThat(statuses(socket)).containsExactly("404", "401", "200", "404");
    } finally {
      port.close(Duration.ofSeconds(1));
    }
  }

  @Test
  void bodiesThatNeverEndHoldNoMoreThanTheirShare() throws IOException {
    Console console = console();
    PagePort port = PagePort.open(loopback(0), console, telemetry.failures());
    List<Socket> sockets = new ArrayList<>();
    try {
      int most = (int) (console.bodies().limitBytes() / PART) + 1;
      for (int i = 0; i < most; i++) {
        Socket socket = new Socket(port.address().getAddress(), port.address().getPort());
        sockets.add(socket);
        send(
            socket,
            "POST /observability/session HTTP/1.1\r\nHost: a\r\nContent-Length: "
                + (PART + 1)
                + "\r\n\r\n"
                + "x".repeat(PART));
      }
      long all = (long) most * PART;
      await().until(() -> console.bodies().held() + refused(sockets) * PART >= all);
      assertThat(refused(sockets)).isPositive();
      assertThat(console.bodies().held()).isLessThanOrEqualTo(console.bodies().limitBytes());
      for (Socket socket : sockets) {
        socket.close();
      }
      await().until(() -> console.bodies().held() == 0);
      assertThat(telemetry.failures().count()).as("a client that goes is none").isZero();
    } finally {
      port.close(Duration.ofSeconds(1));
    }
  }

  private static String get(String path, String header) {
    return String.join("\r\n", "GET " + path + " HTTP/1.1", header, "", "");
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Counts the connections that have their reply already. */
  private static long refused(List<Socket> sockets) throws IOException {
    long refused = 0;
    for (Socket socket : sockets) {
      refused += socket.getInputStream().available() > 0 ? 1 : 0;
    }
    return refused;
  }

  private static List<String> statuses(Socket socket) throws IOException {
    String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return Pattern.compile("HTTP/1.1 ([0-9]+)")
        .matcher(all)
        .results()
        .map(m -> m.group(1))
        .toList();
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
