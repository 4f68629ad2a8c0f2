package io.github.djlobservability.suite.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.fixture.TraceParent;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.otlp.Metrics;
import io.github.djlobservability.suite.otlp.ReceivedSpan;
import io.github.djlobservability.suite.otlp.SpanTree;
import io.github.djlobservability.suite.server.Installation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Models of the Python engine: no Java translator runs, so their phases are queue and inference.
 */
class PythonModelIT {
  private static final Map<String, String> TOKENS = Map.of("djl.serving.model.name", "tokens");

  @TempDir private static Path models;
  private static ObservedServer observed;
  private static HttpServer engine;

  @BeforeAll
  static void start() throws IOException {
    engine = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    engine.createContext("/metrics", PythonModelIT::publish);
    engine.start();
    ModelFolder.python(models, "tokens")
        .with(
            "observability.engine-metrics",
            "http://127.0.0.1:" + engine.getAddress().getPort() + "/metrics");
    observed =
        ObservedServer.start(
            "python",
            launcher ->
                launcher.withModels(models).withPlugin(Installation.current().kservePlugin()));
  }

  @AfterAll
  static void stop() throws IOException {
    observed.close();
    engine.stop(0);
  }

  /** Publishes metrics as vLLM does. */
  private static void publish(HttpExchange exchange) throws IOException {
    String labels = "{engine=\"0\",model_name=\"a/b\"} ";
    byte[] text =
        String.join(
                "\n",
                "# TYPE vllm:num_requests_running gauge",
                "vllm:num_requests_running" + labels + "3.0",
                "vllm:num_requests_waiting" + labels + "2.0",
                "vllm:kv_cache_usage_perc" + labels + "0.25",
                "vllm:num_preemptions_total" + labels + "1.0",
                "vllm:prefix_cache_queries_total" + labels + "1200.0",
                "vllm:prefix_cache_hits_total" + labels + "600.0",
                "")
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, text.length);
    exchange.getResponseBody().write(text);
    exchange.close();
  }

  @Test
  void tellWhatTheirEnginePublishes() {
    String prefix = "djl.serving.engine.";
    Metrics metrics =
        observed
            .receiver()
            .awaitMetrics(m -> !m.points(prefix + "request.running", TOKENS).isEmpty());

    assertThat(metrics.value(prefix + "request.running", TOKENS)).isEqualTo(3);
    assertThat(metrics.value(prefix + "request.waiting", TOKENS)).isEqualTo(2);
    assertThat(metrics.value(prefix + "cache.utilization", TOKENS)).isEqualTo(0.25);
    assertThat(metrics.value(prefix + "preemptions", TOKENS)).isEqualTo(1);
    assertThat(metrics.value(prefix + "prefix_cache.queries", TOKENS)).isEqualTo(1200);
    assertThat(metrics.value(prefix + "prefix_cache.hits", TOKENS)).isEqualTo(600);
  }

  @ParameterizedTest
  @CsvSource({
    "/predictions/tokens,                        POST /predictions/{model},",
    "/invocations?model_name=tokens,             POST /invocations,",
    "/v1/chat/completions?model_name=tokens,     POST /v1/chat/completions, messages",
  })
  void streamUnderOneSpan(String target, String name, String format) throws IOException {
    TraceParent caller = TraceParent.sampledTrace();
    String messages = format == null ? "" : ", \"messages\": []";
    RawResponse response =
        observed.send(
            RawRequest.postJson(target, "{\"n\": 5, \"delay_ms\": 1" + messages + "}")
                .header("traceparent", caller.header()));
    assertThat(response.status()).isEqualTo(200);

    SpanTree tree = observed.receiver().awaitTrace(caller.traceId(), 3);
    ReceivedSpan server = tree.server();
    assertThat(tree.outline())
        .isEqualTo(name + " SERVER\n  queue tokens INTERNAL\n  inference tokens INTERNAL\n");
    assertThat(server.events()).isEmpty();
    assertThat(server.attributes())
        .containsKey("djl.serving.response.first_byte_time")
        .containsEntry("djl.serving.model.name", "tokens")
        .containsEntry("djl.serving.batch.size", 1L)
        .containsEntry("djl.serving.device", "cpu")
        .containsEntry("djl.serving.response.chunks", (long) response.chunks().size())
        .containsEntry("http.response.body.size", (long) response.body().length)
        .containsEntry("http.response.status_code", 200L);
  }

  @Test
  void sayThatItWasTheirFailureWhenTheyFail() throws IOException {
    SpanTree tree =
        observed.trace(RawRequest.postJson("/predictions/tokens", "{\"raise\": \"no\"}"), 3);

    assertThat(tree.server().attribute("http.response.status_code")).isEqualTo(424L);
    assertThat(tree.server().attribute("error.type")).isEqualTo("424");
    assertThat(tree.server().attribute("djl.serving.failure.reason")).isEqualTo("backend");
    assertThat(tree.span("inference tokens").attribute("error.type")).isEqualTo("424");
  }

  /** KServe's plugin makes 400 of their 424, and its input leads to no request. */
  @Test
  void sayThatItWasTheirFailureThroughKserveToo() throws IOException {
    String body =
        """
        {"inputs": [{"name": "input", "datatype": "FP32", "shape": [1], "data": [1]}],
         "outputs": [{"name": "output"}]}
        """;
    ReceivedSpan server =
        observed.trace(RawRequest.postJson("/v2/models/tokens/infer", body), 1).server();

    assertThat(server.attribute("http.response.status_code")).isEqualTo(400L);
    assertThat(server.attribute("djl.serving.failure.reason")).isEqualTo("backend");
  }

  @Test
  void haveTheMetricsOfTheirRequests() throws IOException {
    observed.send(RawRequest.postJson("/predictions/tokens", "{\"n\": 2, \"delay_ms\": 1}"));

    Map<String, String> ofModel = Map.of("djl.serving.model.name", "tokens");
    observed
        .receiver()
        .awaitMetrics(
            m ->
                m.count("djl.serving.request.duration", ofModel) > 0
                    && m.count("djl.serving.response.time_to_first_byte", ofModel) > 0
                    && m.count("djl.serving.queue.duration", ofModel) > 0
                    && m.count("djl.serving.inference.duration", ofModel) > 0
                    && m.count("djl.serving.batch.size", ofModel) > 0);
  }
}
