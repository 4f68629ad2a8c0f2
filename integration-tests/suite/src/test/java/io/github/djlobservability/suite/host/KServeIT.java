package io.github.djlobservability.suite.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.fixture.TraceParent;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.otlp.ReceivedSpan;
import io.github.djlobservability.suite.otlp.SpanTree;
import io.github.djlobservability.suite.server.Installation;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Beside another plugin that answers requests: the one for the KServe protocol. */
class KServeIT {

  private static final String BODY =
      """
      {"id": "1",
       "inputs": [{"name": "input", "datatype": "FP32", "shape": [2, 4], "data": [1, 2, 3, 4, 5, 6, 7, 8]}],
       "outputs": [{"name": "output"}]}
      """;

  @TempDir private static Path models;
  private static ObservedServer observed;

  @BeforeAll
  static void start() throws IOException {
    ModelFolder.onnx(models, "plain");
    observed =
        ObservedServer.start(
            "kserve",
            launcher ->
                launcher.withModels(models).withPlugin(Installation.current().kservePlugin()));
  }

  @AfterAll
  static void stop() throws IOException {
    observed.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/v2/health/live,         GET /v2/health/live,          200",
    "/v2/models/plain/ready,  GET /v2/models/{model}/ready, 200",
    "/v2/models/nobody/ready, GET /v2/models/{model}/ready, 404",
  })
  void itsRequestsHaveSpans(String path, String name, long status) throws IOException {
    ReceivedSpan server = observed.trace(RawRequest.get(path), 1).server();

    assertThat(server.name()).isEqualTo(name);
    assertThat(server.attribute("http.response.status_code")).isEqualTo(status);
  }

  /** KServe's input carries no header to the model, so the model's work is a trace of its own. */
  @Test
  void itsInferenceIsARequestAndAModelsWork() throws IOException {
    TraceParent caller = TraceParent.sampledTrace();
    RawResponse response =
        observed.send(
            RawRequest.postJson("/v2/models/plain/infer", BODY)
                .header("traceparent", caller.header()));
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.text()).contains("\"name\": \"output\"");

    ReceivedSpan server = observed.receiver().awaitTrace(caller.traceId(), 1).server();
    assertThat(server.name()).isEqualTo("POST /v2/models/{model}/infer");
    assertThat(server.attribute("djl.serving.model.name")).isEqualTo("plain");
    ReceivedSpan predicted =
        observed
            .receiver()
            .awaitSpans(spans -> spans.stream().anyMatch(KServeIT::isPredict))
            .stream()
            .filter(KServeIT::isPredict)
            .findFirst()
            .orElseThrow();
    assertThat(predicted.hasParent()).isFalse();
    assertThat(predicted.attribute("djl.serving.items")).isEqualTo(2L);
    SpanTree work = observed.receiver().awaitTrace(predicted.traceId(), 4);
    assertThat(work.childrenOf(predicted))
        .extracting(ReceivedSpan::name)
        .containsExactly("preprocess plain", "inference plain", "postprocess plain");
  }

  private static boolean isPredict(ReceivedSpan span) {
    return span.name().equals("predict plain");
  }
}
