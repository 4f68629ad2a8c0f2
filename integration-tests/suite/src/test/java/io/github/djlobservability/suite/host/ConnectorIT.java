package io.github.djlobservability.suite.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.fixture.TraceParent;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.otlp.SpanTree;
import io.github.djlobservability.suite.translator.ChunkedTranslator;
import io.github.djlobservability.suite.translator.ScriptedTranslator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that listen in other ways than the default. */
class ConnectorIT {

  @TempDir private Path folder;

  @Test
  void traceOverTls() throws IOException, InterruptedException {
    Path keyStore = KeyStores.selfSigned(folder.resolve("key.p12"));
    ModelFolder.onnx(folder.resolve("models"), "chunked").withTranslator(ChunkedTranslator.class);
    try (ObservedServer observed =
        ObservedServer.start(
            "tls",
            launcher ->
                launcher
                    .withModels(folder.resolve("models"))
                    .withTls(keyStore, KeyStores.PASSWORD))) {
      SpanTree tree = observed.trace(RawRequest.postJson("/predictions/chunked", "{}"), 5);

      assertThat(tree.server().attributes())
          .containsEntry("url.scheme", "https")
          .containsEntry("http.response.status_code", 200L)
          .containsEntry("djl.serving.response.chunks", 3L);
      assertThat(tree.childrenOf(tree.server())).hasSize(4);
      assertThat(observed.receiver().awaitMetrics(m -> requests(m, "https") > 0)).isNotNull();
    }
  }

  /** The server asks no plugin about the requests of an inference connector of its own. */
  @Test
  void seeTheRequestsOfAConnectorForInferenceAlone() throws IOException {
    Path models = folder.resolve("models");
    ModelFolder.onnx(models, "scripted").withTranslator(ScriptedTranslator.class);
    ModelFolder.python(models, "tokens");
    try (ObservedServer observed =
        ObservedServer.start(
            "split", launcher -> launcher.withModels(models).withSplitConnectors())) {
      RawRequest predict =
          RawRequest.postJson("/predictions/scripted", "{\"rows\": [[1, 2, 3, 4], [1, 2, 3, 4]]}");
      assertThat(observed.trace(predict, 5).outline())
          .isEqualTo(
              """
              POST /predictions/{model} SERVER
                queue scripted INTERNAL
                preprocess scripted INTERNAL
                inference scripted INTERNAL
                postprocess scripted INTERNAL
              """);
      tracePython(observed);
      compareItemsOfPython(observed);

      TraceParent operator = TraceParent.sampledTrace();
      RawRequest list = RawRequest.get("/models").header("traceparent", operator.header());
      RawConnection.exchange(observed.server().managementUri(), list);
      SpanTree management = observed.receiver().awaitTrace(operator.traceId(), 1);
      assertThat(management.spans()).hasSize(1);
      assertThat(management.server().name()).isEqualTo("GET /models");
      assertThat(page(observed, "/observability").getAsJsonObject("plugin").keySet())
          .doesNotContain("httpDoorFallBack");
    }
  }

  private static void tracePython(ObservedServer observed) throws IOException {
    SpanTree tree =
        observed.trace(
            RawRequest.postJson("/predictions/tokens", "{\"n\": 5, \"delay_ms\": 1}"), 1);
    assertThat(tree.server().attributes())
        .containsEntry("http.response.status_code", 200L)
        .containsEntry("djl.serving.model.name", "tokens");
    Map<String, String> ofModel = Map.of("djl.serving.model.name", "tokens");
    assertThat(
            observed
                .receiver()
                .awaitMetrics(
                    m ->
                        m.count("djl.serving.request.duration", ofModel) > 0
                            && m.count("djl.serving.response.time_to_first_byte", ofModel) > 0))
        .isNotNull();
  }

  /** The first hundred items become the reference, the next hundred are compared with it. */
  private static void compareItemsOfPython(ObservedServer observed) throws IOException {
    String model = "/observability/models/tokens";
    RawConnection.exchange(
        observed.server().managementUri(), RawRequest.postJson(model + "/reference?items=100", ""));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> page(observed, model + "/drift").has("capture"));
    for (int request = 0; request < 2; request++) {
      StringBuilder instances = new StringBuilder();
      for (int i = 0; i < 100; i++) {
        instances.append(i == 0 ? "" : ", ").append("{\"age\": ").append(20 + i % 7).append('}');
      }
      observed.send(
          RawRequest.postJson("/predictions/tokens", "{\"instances\": [" + instances + "]}"));
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> assertThat(comparedItems(page(observed, model + "/drift"))).isEqualTo(100));
  }

  private static long comparedItems(JsonObject drift) {
    JsonObject evaluation = drift.getAsJsonObject("evaluation");
    return evaluation == null ? 0 : evaluation.get("itemCount").getAsLong();
  }

  private static JsonObject page(ObservedServer observed, String path) throws IOException {
    return JsonParser.parseString(
            RawConnection.exchange(observed.server().managementUri(), RawRequest.get(path)).text())
        .getAsJsonObject();
  }

  private static long requests(
      io.github.djlobservability.suite.otlp.Metrics metrics, String scheme) {
    return metrics.count(
        "http.server.request.duration",
        Map.of("url.scheme", scheme, "http.route", "/predictions/{model}"));
  }
}
