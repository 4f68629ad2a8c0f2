package io.github.djlobservability.suite.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.http.LoadCase;
import io.github.djlobservability.suite.http.LoadGenerator;
import io.github.djlobservability.suite.http.LoadReport;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import io.github.djlobservability.suite.model.MlpReference;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.model.ScriptedResponse;
import io.github.djlobservability.suite.otlp.Metrics;
import io.github.djlobservability.suite.otlp.ReceivedSpan;
import io.github.djlobservability.suite.server.ServerLog;
import io.github.djlobservability.suite.translator.ChunkedTranslator;
import io.github.djlobservability.suite.translator.PublisherTranslator;
import io.github.djlobservability.suite.translator.ScriptedTranslator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten thousand requests of all sorts on fifty connections: each has one span, and nothing is left.
 */
class LoadIT {

  private static final int REQUESTS = Integer.getInteger("load.requests", 4_000);
  private static final int CONNECTIONS = 50;
  private static final long SEED = 20;
  private static final String DURATION = "http.server.request.duration";
  private static final String ACTIVE = "http.server.active_requests";

  @TempDir private Path models;

  @Test
  void losesNothingAndLeavesNothing() throws Exception {
    ModelFolder.onnx(models, "scripted").withTranslator(ScriptedTranslator.class);
    ModelFolder.onnx(models, "batched")
        .withTranslator(ScriptedTranslator.class)
        .with("batch_size", "8")
        .with("max_batch_delay", "2");
    ModelFolder.onnx(models, "chunked").withTranslator(ChunkedTranslator.class);
    ModelFolder.onnx(models, "published").withTranslator(PublisherTranslator.class);
    try (ObservedServer observed =
        ObservedServer.start(
            "load",
            launcher ->
                launcher
                    .withModels(models)
                    .withLeakDetection()
                    // On a slow machine the exporter must not be what loses a span.
                    .withEnvironment("OTEL_BSP_MAX_QUEUE_SIZE", "200000"))) {
      LoadReport report =
          LoadGenerator.run(observed.server().uri(), CONNECTIONS, REQUESTS, cases(), SEED);

      System.out.printf(
          "load: seed %d, %.0f requests/s, %s%n", SEED, report.requestsPerSecond(), report.sent());
      assertThat(report.problems()).isEmpty();
      assertOneServerSpanForEachRequest(observed);
      assertMetricsAgree(observed, report.sent());
      collectGarbage(observed);
      observed.server().stop();
      ServerLog log = observed.server().log();
      assertThat(log.leaks()).isEmpty();
      // The first requests wait for the compiler: their latency is another, and the plugin says so.
      assertThat(log.ourProblems())
          .filteredOn(problem -> !problem.logger().endsWith("PerformanceWatches"))
          .isEmpty();
    }
  }

  private static List<LoadCase> cases() {
    return List.of(
        LoadCase.of("ok", 10, n -> traced(n, "scripted", "{}"), LoadIT::checkNumbers),
        LoadCase.of("batched", 4, n -> traced(n, "batched", "{}"), LoadIT::checkNumbers),
        LoadCase.of(
            "chunked", 2, n -> traced(n, "chunked", "{\"chunks\": 5}"), LoadIT::checkStream),
        LoadCase.of(
            "published", 2, n -> traced(n, "published", "{\"chunks\": 5}"), LoadIT::checkStream),
        failing("preprocess"),
        failing("inference"),
        failing("postprocess"),
        LoadCase.of("507", 1, n -> traced(n, "scripted", "{\"code\": 507}"), status(507)),
        LoadCase.of("404", 1, n -> traced(n, "nobody", "{}"), status(404)),
        LoadCase.of(
            "models",
            1,
            n -> RawRequest.get("/models").header("traceparent", traceparent(n)),
            status(200)),
        new LoadCase("gone", 1, LoadIT::leaveInTheMiddle));
  }

  private static LoadCase failing(String phase) {
    return LoadCase.of(
        phase, 1, n -> traced(n, "scripted", "{\"fail\": \"" + phase + "\"}"), status(400));
  }

  private static boolean leaveInTheMiddle(RawConnection connection, int number) throws IOException {
    connection.send(traced(number, "published", "{\"chunks\": 100, \"chunkMillis\": 20}"));
    assertThat(connection.readHead().status()).isEqualTo(200);
    connection.readChunk();
    connection.reset();
    return false;
  }

  private static void checkNumbers(RawResponse response) {
    assertThat(response.status()).isEqualTo(200);
    assertThat(ScriptedResponse.parse(response.text()).outputs())
        .containsExactly(MlpReference.probabilities(1, 2, 3, 4), Offset.offset(1e-6));
  }

  private static void checkStream(RawResponse response) {
    assertThat(response.isComplete()).isTrue();
    assertThat(response.text()).isEqualTo("part 0\npart 1\npart 2\npart 3\npart 4\n");
  }

  private static Consumer<RawResponse> status(int status) {
    return response -> assertThat(response.status()).isEqualTo(status);
  }

  private static void assertOneServerSpanForEachRequest(ObservedServer observed) {
    observed.receiver().awaitMetrics(m -> m.value(ACTIVE, Map.of()) == 0);
    List<ReceivedSpan> spans =
        observed
            .receiver()
            .awaitSpans(all -> all.stream().filter(LoadIT::ofLoad).count() >= REQUESTS);
    Map<String, Integer> servers = new HashMap<>();
    spans.stream()
        .filter(LoadIT::ofLoad)
        .forEach(span -> servers.merge(span.traceId(), 1, Integer::sum));
    assertThat(servers).hasSize(REQUESTS);
    assertThat(servers.values()).containsOnly(1);
    for (int i = 0; i < REQUESTS; i++) {
      assertThat(servers).containsKey(traceId(i));
    }
  }

  private static boolean ofLoad(ReceivedSpan span) {
    return span.kind() == ReceivedSpan.Kind.SERVER && span.hasParent();
  }

  private static void assertMetricsAgree(ObservedServer observed, Map<String, Integer> sent)
      throws IOException {
    Metrics metrics =
        observed.settledMetrics(
            m ->
                m.count(DURATION, Map.of()) - m.count(DURATION, Map.of("http.route", "/ping"))
                    == REQUESTS);
    assertThat(metrics.count(DURATION, Map.of("http.response.status_code", 507L)))
        .isEqualTo(sent.getOrDefault("507", 0).longValue());
    assertThat(metrics.count(DURATION, Map.of("http.response.status_code", 404L)))
        .isEqualTo(sent.getOrDefault("404", 0).longValue());
    assertThat(
            Stream.of("client_disconnected", "connection_closed", "server_shutdown")
                .map(error -> error + " " + metrics.count(DURATION, Map.of("error.type", error))))
        .containsExactly(
            "client_disconnected " + sent.getOrDefault("gone", 0),
            "connection_closed 0",
            "server_shutdown 0");
    assertThat(metrics.value("djl.serving.items", Map.of("djl.serving.model.name", "batched")))
        .isEqualTo(sent.getOrDefault("batched", 0).doubleValue());
    assertThat(metrics.value("djl.serving.observability.failures", Map.of())).isZero();
  }

  /** Netty reports a leaked buffer when it has been collected and another one is allocated. */
  private static void collectGarbage(ObservedServer observed)
      throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                String.valueOf(observed.server().pid()),
                "GC.run")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(jcmd.waitFor(30, TimeUnit.SECONDS)).isTrue();
    for (int i = 0; i < 20; i++) {
      assertThat(observed.send(traced(REQUESTS + i, "scripted", "{}")).status()).isEqualTo(200);
    }
  }

  private static RawRequest traced(int number, String model, String script) {
    return RawRequest.postJson("/predictions/" + model, script)
        .header("traceparent", traceparent(number));
  }

  private static String traceparent(int number) {
    return "00-" + traceId(number) + "-00000000000000ff-01";
  }

  private static String traceId(int number) {
    return "%032x".formatted(number + 1);
  }
}
