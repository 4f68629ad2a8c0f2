package io.github.djlobservability.suite.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.otlp.Metrics;
import io.github.djlobservability.suite.translator.ScriptedTranslator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More requests than a limit by hand allows: a fair sample is compared, and it is said. */
class SampledRowsIT {
  private static final int REQUESTS = 600;
  private static final String BODY = "{\"rows\": [[1,2,3,4]], \"age\": %d}";
  private static final String COVERAGE = "djl.serving.coverage.items";
  private static final String OUTCOME = "djl.serving.coverage.outcome";

  @TempDir private Path models;

  @Test
  void whatIsNotComparedIsSaidEverywhere() throws IOException {
    ModelFolder.onnx(models, "sampled")
        .withTranslator(ScriptedTranslator.class)
        .with("observability.reference.capture", "100")
        .with("observability.drift.rows-per-second", "3");
    try (ObservedServer server =
        ObservedServer.start("sampled-rows", launcher -> launcher.withModels(models))) {
      send(server);
      await().until(() -> coverage(server).get("seen").getAsLong() == REQUESTS);

      JsonObject coverage = coverage(server);
      long compared = coverage.get("compared").getAsLong();
      long sampled = coverage.getAsJsonObject("reasons").get("sampled").getAsLong();
      // A minute of three rows a second is saved, and half of it is used up before rows are missed.
      assertThat(compared).isBetween(90L, REQUESTS - 100L);
      assertThat(sampled).isEqualTo(REQUESTS - compared);
      assertThat(coverage.getAsJsonArray("notes")).as("notes are of losses").isEmpty();
      assertThat(server.server().log().linesWith("a fair sample of them is compared")).hasSize(1);

      Metrics metrics =
          server.settledMetrics(
              read -> read.value(COVERAGE, Map.of(OUTCOME, "sampled")) == (double) sampled);
      assertThat(metrics.value(COVERAGE, Map.of(OUTCOME, "compared"))).isEqualTo((double) compared);
      assertThat(metrics.value("djl.serving.observability.cpu.time", Map.of())).isPositive();
      assertThat(metrics.value("djl.serving.observability.memory.allocated", Map.of()))
          .isPositive();

      JsonObject overview = page(server, "/observability");
      assertThat(overview.getAsJsonObject("governor").get("ownCpu").getAsDouble()).isNotNegative();
      assertThat(overview.getAsJsonObject("own").getAsJsonArray("use").toString())
          .contains("\"drift\"", "\"export\"");
      assertThat(server.server().log().linesWith("a fair sample of them is compared")).hasSize(1);
    }
  }

  private static void send(ObservedServer server) throws IOException {
    try (RawConnection connection = RawConnection.open(server.server().uri())) {
      for (int i = 0; i < REQUESTS; i++) {
        RawRequest request = RawRequest.postJson("/predictions/sampled", BODY.formatted(i % 60));
        assertThat(connection.exchange(request).status()).isEqualTo(200);
      }
    }
  }

  private static JsonObject coverage(ObservedServer server) throws IOException {
    return page(server, "/observability/models/sampled/drift").getAsJsonObject("coverage");
  }

  private static JsonObject page(ObservedServer server, String path) throws IOException {
    RawResponse response = server.send(RawRequest.get(path));
    assertThat(response.status()).isEqualTo(200);
    return JsonParser.parseString(response.text()).getAsJsonObject();
  }
}
