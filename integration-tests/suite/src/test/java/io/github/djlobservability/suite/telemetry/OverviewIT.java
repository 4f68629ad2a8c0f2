package io.github.djlobservability.suite.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.server.ServerLauncher;
import io.github.djlobservability.suite.server.ServerProcess;
import io.github.djlobservability.suite.translator.ScriptedTranslator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code GET /observability}: the figures of each model, with no backend at all. */
class OverviewIT {

  @TempDir private static Path models;
  private static ServerProcess server;

  @BeforeAll
  static void sendRequests() throws IOException {
    ModelFolder.onnx(models, "scripted").withTranslator(ScriptedTranslator.class);
    ModelFolder.onnx(models, "idle");
    server =
        new ServerLauncher("overview").forFewRequests().withPlugin().withModels(models).start();
    for (int i = 0; i < 8; i++) {
      String script = i < 6 ? "{\"rows\": [[1,2,3,4], [5,6,7,8]]}" : "{\"fail\": \"postprocess\"}";
      RawConnection.exchange(server.uri(), RawRequest.postJson("/predictions/scripted", script));
    }
    // The figures are taken when an answer has been written: a moment after we have it.
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> requests(model("scripted")).get("count").getAsLong() == 8);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Test
  void countsRequestsErrorsAndItems() throws IOException {
    JsonObject scripted = model("scripted");

    assertThat(requests(scripted).get("errors").getAsLong()).isEqualTo(2);
    JsonObject inferences = scripted.getAsJsonObject("inferences");
    assertThat(inferences.get("items").getAsLong()).isEqualTo(12);
    assertThat(requests(scripted).get("perSecond").getAsDouble()).isPositive();
    assertThat(requests(model("idle")).get("count").getAsLong()).isZero();
  }

  @Test
  void hasPercentilesOfEachPhase() throws IOException {
    JsonObject phases =
        model("scripted").getAsJsonObject("inferences").getAsJsonObject("phaseSeconds");

    for (String phase : List.of("queue", "preprocess", "inference", "postprocess")) {
      JsonObject durations = phases.getAsJsonObject(phase);
      assertThat(durations.get("count").getAsLong()).describedAs(phase).isEqualTo(8);
      assertThat(durations.get("p50").getAsDouble())
          .isPositive()
          .isLessThanOrEqualTo(durations.get("p99").getAsDouble());
    }
  }

  @Test
  void isReadOnly() throws IOException {
    RawRequest post = RawRequest.postJson("/observability", "{}");

    assertThat(RawConnection.exchange(server.uri(), post).status()).isEqualTo(405);
    assertThat(RawConnection.exchange(server.uri(), RawRequest.get("/observability/x")).status())
        .isEqualTo(404);
  }

  private static JsonObject requests(JsonObject model) {
    return model.getAsJsonObject("requests");
  }

  private static JsonObject model(String name) throws IOException {
    RawResponse response = RawConnection.exchange(server.uri(), RawRequest.get("/observability"));
    assertThat(response.header("Content-Type")).hasValue("application/json");
    for (JsonElement each :
        JsonParser.parseString(response.text()).getAsJsonObject().getAsJsonArray("models")) {
      if (each.getAsJsonObject().get("name").getAsString().equals(name)) {
        return each.getAsJsonObject();
      }
    }
    throw new AssertionError("no model " + name + " in\n" + response);
  }
}
