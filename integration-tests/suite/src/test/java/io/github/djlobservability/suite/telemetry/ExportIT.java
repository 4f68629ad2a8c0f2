package io.github.djlobservability.suite.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonParser;
import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.fixture.TraceParent;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.otlp.OtlpReceiver;
import io.github.djlobservability.suite.otlp.OtlpReceiver.Protocol;
import io.github.djlobservability.suite.otlp.ReceivedSpan;
import io.github.djlobservability.suite.server.FreePort;
import io.github.djlobservability.suite.server.ServerLauncher;
import io.github.djlobservability.suite.server.ServerProcess;
import io.github.djlobservability.suite.translator.ScriptedTranslator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that the standard settings of OpenTelemetry decide where telemetry goes. */
class ExportIT {

  private static final RawRequest PREDICT = RawRequest.postJson("/predictions/scripted", "{}");
  private static final String ROUTE = "/predictions/{model}";

  @TempDir private Path folder;
  private Path models;

  @BeforeEach
  void writeModel() throws IOException {
    models = folder.resolve("models");
    ModelFolder.onnx(models, "scripted").withTranslator(ScriptedTranslator.class);
  }

  @Test
  void goesOverGrpc() throws IOException {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ServerProcess server = launcher("grpc").sendingTo(receiver, Protocol.GRPC).start()) {
      TraceParent caller = TraceParent.sampledTrace();
      send(server, PREDICT.header("traceparent", caller.header()));

      assertThat(receiver.awaitTrace(caller.traceId(), 5).server().name())
          .isEqualTo("POST " + ROUTE);
      receiver.awaitMetrics(
          m -> m.count("http.server.request.duration", Map.of("http.route", ROUTE)) == 1);
      server.stop();
      assertThat(server.log().ourProblems()).isEmpty();
    }
  }

  @Test
  void goesNowhereAndSaysNothingWithoutAnEndpoint() throws IOException {
    try (ServerProcess server = launcher("no-endpoint").start()) {
      for (int i = 0; i < 20; i++) {
        send(server, PREDICT);
      }
      server.stop();

      assertThat(server.log().ourProblems()).isEmpty();
      assertThat(server.log().linesWith("localhost:43")).isEmpty();
    }
  }

  @Test
  void leavesOutAloneWhatItDoesNotKnow() throws IOException {
    String trace = "463ac35c9f6413ad48485a3953bb6124";
    Map<String, String> variables =
        Map.of(
            "OTEL_PROPAGATORS", "b3,carrier-pigeon,xray,jaeger,b3multi",
            "OTEL_LOGS_EXPORTER", "zipkin");
    try (ObservedServer observed = observed("unknown", variables)) {
      observed.send(PREDICT.header("b3", trace + "-a2fb4a1d1a96d312-1"));

      assertThat(observed.receiver().awaitTrace(trace, 5).server().name())
          .isEqualTo("POST " + ROUTE);
      assertThat(observed.server().log().linesWith("carrier-pigeon")).hasSize(1);
      assertThat(observed.server().log().linesWith("zipkin")).hasSize(1);
    }
  }

  @Test
  void doesNoHarmWhenTheBackendIsGone() throws IOException {
    String nobody = "http://127.0.0.1:" + FreePort.next();
    try (ServerProcess server =
        launcher("no-backend")
            .withEnvironment("OTEL_EXPORTER_OTLP_ENDPOINT", nobody)
            .withEnvironment("OTEL_JAVA_EXPORTER_OTLP_RETRY_DISABLED", "true")
            .withEnvironment("OTEL_BSP_SCHEDULE_DELAY", "10")
            .withEnvironment("OTEL_METRICS_EXPORTER", "none")
            .start()) {
      send(server, PREDICT);
      server.awaitLog(log -> !log.ourProblems().isEmpty());
      assertThat(RawConnection.exchange(server.uri(), RawRequest.get("/observability")).text())
          .contains("\"signal\": \"traces\"", "\"failing\": true");
      for (int i = 0; i < 100; i++) {
        send(server, PREDICT);
      }
      // Each request has a span at least.
      await().atMost(Duration.ofSeconds(60)).until(() -> lostSpans(server) > 100);
      server.stop();

      // It is said that exports fail, but not for each of the some hundred.
      assertThat(server.log().ourProblems()).hasSizeLessThan(30);
    }
  }

  @Test
  void isFlushedWhenTheServerStops() throws IOException {
    Map<String, String> variables =
        Map.of(
            "OTEL_BSP_SCHEDULE_DELAY", "600000",
            "OTEL_METRIC_EXPORT_INTERVAL", "600000",
            "OTEL_SERVICE_NAME", "scoring",
            "OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=test");
    try (ObservedServer observed = observed("flush", variables)) {
      OtlpReceiver receiver = observed.receiver();
      for (int i = 0; i < 10; i++) {
        send(observed.server(), PREDICT);
      }
      assertThat(receiver.spans()).isEmpty();
      observed.server().stop();

      List<ReceivedSpan> servers =
          receiver.spans().stream().filter(span -> span.name().equals("POST " + ROUTE)).toList();
      assertThat(servers).hasSize(10);
      assertThat(receiver.metrics().count("djl.serving.request.duration", Map.of())).isEqualTo(10);
      assertThat(servers.get(0).resource())
          .containsEntry("service.name", "scoring")
          .containsEntry("deployment.environment.name", "test");
    }
  }

  @Test
  void followsADeclarativeFile() throws IOException {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      Path file = folder.resolve("otel.yaml");
      Files.writeString(
          file,
          """
          file_format: "1.1"
          resource:
            attributes:
              - name: service.name
                value: from-the-file
          tracer_provider:
            processors:
              - batch:
                  schedule_delay: 50
                  exporter:
                    otlp_http:
                      endpoint: %1$s/v1/traces
          meter_provider:
            readers:
              - periodic:
                  interval: 200
                  exporter:
                    otlp_http:
                      endpoint: %1$s/v1/metrics
          propagator:
            composite:
              - tracecontext:
              - baggage:
          """
              .formatted(receiver.endpoint(Protocol.HTTP_PROTOBUF)));
      try (ServerProcess server =
          launcher("declarative").withEnvironment("OTEL_CONFIG_FILE", file.toString()).start()) {
        TraceParent caller = TraceParent.sampledTrace();
        send(server, PREDICT.header("traceparent", caller.header()));

        ReceivedSpan span = receiver.awaitTrace(caller.traceId(), 5).server();
        assertThat(span.parentSpanId()).isEqualTo(caller.spanId());
        assertThat(span.resource())
            .containsEntry("service.name", "from-the-file")
            .containsEntry("telemetry.distro.name", "djl-serving-observability");
        receiver.awaitMetrics(m -> m.count("djl.serving.request.duration", Map.of()) == 1);
        server.stop();
        assertThat(server.log().ourProblems()).isEmpty();
      }
    }
  }

  @Test
  void canBeScrapedByPrometheus() throws IOException {
    int port = FreePort.next();
    try (ServerProcess server =
        launcher("prometheus")
            .withEnvironment("OTEL_METRICS_EXPORTER", "prometheus")
            .withEnvironment("OTEL_EXPORTER_PROMETHEUS_HOST", "127.0.0.1")
            .withEnvironment("OTEL_EXPORTER_PROMETHEUS_PORT", String.valueOf(port))
            .start()) {
      for (int i = 0; i < 3; i++) {
        send(server, PREDICT);
      }
      // The duration is recorded when the answer has been written: a moment after we have it.
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> scrape(port),
              page -> hasCount(page, "djl_serving_request_duration_seconds", 3));
      assertThat(scrape(port)).contains("http_route=\"/predictions/{model}\"");
    }
  }

  @Test
  void goesOnWhereThePortOfPrometheusIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ObservedServer observed =
            observed(
                "taken",
                Map.of(
                    "OTEL_METRICS_EXPORTER", "otlp,prometheus",
                    "OTEL_EXPORTER_PROMETHEUS_HOST", "127.0.0.1",
                    "OTEL_EXPORTER_PROMETHEUS_PORT", String.valueOf(taken.getLocalPort())))) {
      send(observed.server(), PREDICT);
      observed.receiver().awaitMetrics(m -> m.count("djl.serving.request.duration", Map.of()) == 1);

      String problem = "otel.exporter.prometheus.port=" + taken.getLocalPort();
      assertThat(observed.server().log().linesWith(problem))
          .singleElement()
          .asString()
          .contains("Address already in use");
    }
  }

  @Test
  void keepsItsMetricsWhenNothingIsSampled() throws IOException {
    try (ObservedServer observed =
        observed("unsampled", Map.of("OTEL_TRACES_SAMPLER", "always_off"))) {
      for (int i = 0; i < 5; i++) {
        send(observed.server(), PREDICT);
      }
      observed
          .receiver()
          .awaitMetrics(
              m ->
                  m.count("djl.serving.request.duration", Map.of()) == 5
                      && m.count("djl.serving.queue.duration", Map.of()) == 5
                      && m.count("djl.serving.inference.duration", Map.of()) == 5);
      observed.server().stop();
      assertThat(observed.receiver().spans()).isEmpty();
    }
  }

  @Test
  void isSwitchedOffWithTheSdk() throws IOException {
    try (ObservedServer observed = observed("sdk-disabled", Map.of("OTEL_SDK_DISABLED", "true"))) {
      send(observed.server(), PREDICT);
      observed.server().stop();

      assertThat(observed.receiver().spans()).isEmpty();
      assertThat(observed.receiver().metrics().names()).isEmpty();
      assertThat(observed.server().log().ourProblems()).isEmpty();
    }
  }

  private ObservedServer observed(String name, Map<String, String> variables) throws IOException {
    return ObservedServer.start(
        name,
        launcher -> {
          ServerLauncher more = launcher.withModels(models);
          for (Map.Entry<String, String> variable : variables.entrySet()) {
            more = more.withEnvironment(variable.getKey(), variable.getValue());
          }
          return more;
        });
  }

  private ServerLauncher launcher(String name) {
    return new ServerLauncher(name).forFewRequests().withPlugin().withModels(models);
  }

  private static void send(ServerProcess server, RawRequest request) throws IOException {
    assertThat(RawConnection.exchange(server.uri(), request).status()).isEqualTo(200);
  }

  private static long lostSpans(ServerProcess server) throws IOException {
    String page = RawConnection.exchange(server.uri(), RawRequest.get("/observability")).text();
    return JsonParser.parseString(page)
        .getAsJsonObject()
        .getAsJsonObject("plugin")
        .getAsJsonArray("exports")
        .get(0)
        .getAsJsonObject()
        .get("lost")
        .getAsLong();
  }

  private static String scrape(int port) throws IOException {
    URI prometheus = URI.create("http://127.0.0.1:" + port);
    return RawConnection.exchange(prometheus, RawRequest.get("/metrics")).text();
  }

  private static boolean hasCount(String page, String metric, int count) {
    return page.lines()
        .filter(line -> line.startsWith(metric + "_count"))
        .anyMatch(line -> line.endsWith(" " + count));
  }
}
