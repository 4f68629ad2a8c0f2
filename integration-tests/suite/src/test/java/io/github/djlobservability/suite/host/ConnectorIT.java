package io.github.djlobservability.suite.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.fixture.TraceParent;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.otlp.ReceivedSpan;
import io.github.djlobservability.suite.otlp.ReceivedSpan.Kind;
import io.github.djlobservability.suite.otlp.SpanTree;
import io.github.djlobservability.suite.translator.ChunkedTranslator;
import io.github.djlobservability.suite.translator.ScriptedTranslator;
import java.io.IOException;
import java.nio.file.Path;
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

  /** The server lets no plugin see the requests of an inference connector of its own. */
  @Test
  void traceTheModelAloneWhereTheHttpDoorIsShut() throws IOException {
    ModelFolder.onnx(folder.resolve("models"), "scripted").withTranslator(ScriptedTranslator.class);
    try (ObservedServer observed =
        ObservedServer.start(
            "split",
            launcher -> launcher.withModels(folder.resolve("models")).withSplitConnectors())) {
      TraceParent caller = TraceParent.sampledTrace();
      RawRequest predict =
          RawRequest.postJson("/predictions/scripted", "{\"rows\": [[1, 2, 3, 4], [1, 2, 3, 4]]}");
      observed.send(predict.header("traceparent", caller.header()));

      SpanTree tree = observed.receiver().awaitTrace(caller.traceId(), 4);
      assertThat(tree.outline())
          .isEqualTo(
              """
              predict scripted INTERNAL
                preprocess scripted INTERNAL
                inference scripted INTERNAL
                postprocess scripted INTERNAL
              """);
      ReceivedSpan predicted = tree.span("predict scripted");
      assertThat(predicted.parentSpanId()).isEqualTo(caller.spanId());
      assertThat(predicted.attributes())
          .isEqualTo(
              Map.of(
                  "djl.serving.model.name",
                  "scripted",
                  "djl.serving.device",
                  "cpu",
                  "djl.serving.batch.size",
                  1L,
                  "djl.serving.items",
                  2L));
      assertThat(tree.childrenOf(predicted)).allMatch(phase -> phase.isWithin(predicted));

      TraceParent operator = TraceParent.sampledTrace();
      RawRequest models = RawRequest.get("/models").header("traceparent", operator.header());
      RawConnection.exchange(observed.server().managementUri(), models);
      assertThat(observed.receiver().awaitTrace(operator.traceId(), 1).server().name())
          .isEqualTo("GET /models");
      assertThat(observed.receiver().spans())
          .filteredOn(span -> span.kind() == Kind.SERVER)
          .extracting(ReceivedSpan::name)
          .doesNotContain("POST /predictions/{model}");
    }
  }

  private static long requests(
      io.github.djlobservability.suite.otlp.Metrics metrics, String scheme) {
    return metrics.count(
        "http.server.request.duration",
        Map.of("url.scheme", scheme, "http.route", "/predictions/{model}"));
  }
}
