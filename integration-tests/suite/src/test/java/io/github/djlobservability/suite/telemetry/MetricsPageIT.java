package io.github.djlobservability.suite.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.server.FreePort;
import io.github.djlobservability.suite.translator.ScriptedTranslator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The metrics on the server's port and on one of the pages' own, beside those that are sent. */
class MetricsPageIT {
  private static final RawRequest OPEN_METRICS =
      RawRequest.get("/metrics").header("accept", "application/openmetrics-text;version=1.0.0");

  @TempDir private Path models;

  @Test
  void areForPrometheusOnEveryPortThatHasThePages() throws IOException {
    ModelFolder.onnx(models, "scripted").withTranslator(ScriptedTranslator.class);
    ModelFolder.python(models, "tokens");
    int port = FreePort.next();
    URI own = URI.create("http://127.0.0.1:" + port);
    try (ObservedServer observed =
        ObservedServer.start(
            "own-port",
            launcher ->
                launcher
                    .withModels(models)
                    .withSplitConnectors()
                    .withSetting("observability.metrics.append-to-server", "true")
                    .withSetting("observability.port", String.valueOf(port)))) {
      String trace =
          observed.trace(RawRequest.postJson("/predictions/scripted", "{}"), 5).server().traceId();
      // A model of the Python engine is traced by the door, whichever port has the pages.
      observed.trace(RawRequest.postJson("/predictions/tokens", "{\"n\": 2}"), 1);

      await()
          .untilAsserted(
              () ->
                  assertThat(text(own, OPEN_METRICS))
                      .contains("djl_serving_request_duration_seconds_count")
                      .contains("# {span_id=", "trace_id=\"" + trace + "\"")
                      .contains("djl_serving_model_name=\"tokens\"")
                      .endsWith("# EOF\n"));
      assertThat(text(own, RawRequest.get("/observability"))).contains("\"name\": \"tokens\"");
      assertThat(send(own, RawRequest.get("/predictions/scripted")).status()).isEqualTo(404);
      URI management = observed.server().managementUri();
      String plain = text(management, RawRequest.get("/observability/metrics"));
      assertThat(plain)
          .contains("djl_serving_request_duration_seconds_count")
          .doesNotContain("# EOF");
      // All of it comes, though the server has connections reset that are closed.
      assertThat(text(management, RawRequest.get("/server/metrics").header("connection", "close")))
          .contains("djl_serving_request_duration_seconds_count");
      // What is sent is the same as ever.
      observed.receiver().awaitMetrics(m -> m.names().contains("djl.serving.request.duration"));
    }
  }

  @Test
  void aPortThatCanNotBeHadIsAnErrorAndNoHarm() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ObservedServer observed =
            ObservedServer.start(
                "busy-port",
                launcher ->
                    launcher.withSetting(
                        "observability.port", String.valueOf(other.getLocalPort())))) {
      assertThat(text(observed.server().uri(), RawRequest.get("/observability")))
          .contains("\"key\": \"observability.port\"", "Address already in use");
      assertThat(observed.send(RawRequest.get("/ping")).status()).isEqualTo(200);
    }
  }

  private static RawResponse send(URI server, RawRequest request) throws IOException {
    return RawConnection.exchange(server, request);
  }

  private static String text(URI server, RawRequest request) throws IOException {
    RawResponse response = send(server, request);
    assertThat(response.status()).as(response.text()).isEqualTo(200);
    return response.text();
  }
}
