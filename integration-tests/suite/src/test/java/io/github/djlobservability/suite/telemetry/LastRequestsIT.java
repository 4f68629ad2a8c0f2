package io.github.djlobservability.suite.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.fixture.TraceParent;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.model.ModelFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The requests that someone looks for when a model is slow or fails. */
class LastRequestsIT {
  private static final int KEPT = 50;

  @TempDir private Path models;

  @Test
  void sayWhyAndInWhichTrace() throws IOException {
    ModelFolder.python(models, "tokens");
    try (ObservedServer observed =
        ObservedServer.start("last-requests", launcher -> launcher.withModels(models))) {
      TraceParent slow = send(observed, "{\"n\": 2, \"delay_ms\": 0, \"sleep_ms\": 700}");
      for (int i = 0; i < KEPT; i++) {
        send(observed, "{\"raise\": \"no\"}");
      }
      TraceParent failed = send(observed, "{\"raise\": \"no\"}");

      JsonObject lastFailed = awaitLists(observed, failed);
      assertThat(lastFailed.get("status").getAsInt()).isEqualTo(424);
      assertThat(lastFailed.get("reason").getAsString()).isEqualTo("backend");
      assertThat(lastFailed.get("route").getAsString()).isEqualTo("/predictions/{model}");
      assertThat(lastFailed.getAsJsonObject("phaseSeconds").keySet())
          .contains("queue", "inference");

      JsonObject slowest = list(observed, "?slow", "slow").get(0).getAsJsonObject();
      assertThat(slowest.get("traceId").getAsString()).isEqualTo(slow.traceId());
      assertThat(slowest.get("seconds").getAsDouble()).isGreaterThan(0.69);
      assertThat(page(observed, "?slow").keySet()).containsExactlyInAnyOrder("model", "slow");
      assertThat(page(observed, "?failed").keySet()).containsExactlyInAnyOrder("model", "failed");
      assertThat(page(observed, "").keySet()).containsExactlyInAnyOrder("model", "slow", "failed");
    }
  }

  /** Waits for the last of the requests; returns it. */
  private static JsonObject awaitLists(ObservedServer observed, TraceParent last) {
    JsonArray failed =
        await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () -> list(observed, "?failed", "failed"),
                requests -> requests.size() == KEPT && trace(requests.get(0), last));
    return failed.get(0).getAsJsonObject();
  }

  private static boolean trace(JsonElement request, TraceParent caller) {
    return request.getAsJsonObject().get("traceId").getAsString().equals(caller.traceId());
  }

  private static JsonArray list(ObservedServer observed, String query, String name)
      throws IOException {
    return page(observed, query).getAsJsonArray(name);
  }

  private static JsonObject page(ObservedServer observed, String query) throws IOException {
    String path = "/observability/models/tokens/requests" + query;
    return JsonParser.parseString(observed.send(RawRequest.get(path)).text()).getAsJsonObject();
  }

  private static TraceParent send(ObservedServer observed, String body) throws IOException {
    TraceParent caller = TraceParent.sampledTrace();
    observed.send(
        RawRequest.postJson("/predictions/tokens", body).header("traceparent", caller.header()));
    return caller;
  }
}
