package io.github.djlobservability.suite.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.otlp.ReceivedLog;
import io.github.djlobservability.suite.translator.ScriptedTranslator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Errors that begin, and what the plugin says began with them. */
class PerformanceIT {

  /** More than enough to learn from, though not all are looked at where they come fast. */
  private static final int MOST_BEFORE = 50_000;

  private static final int STATUS_EVERY = 100;

  @TempDir private Path models;

  @Test
  void saysWhichClientCameWithTheErrors() throws IOException {
    ModelFolder.onnx(models, "tried")
        .withTranslator(ScriptedTranslator.class)
        .with("observability.client-header", "x-tenant");
    try (ObservedServer observed =
        ObservedServer.start("performance", launcher -> launcher.withModels(models))) {
      RawRequest right = request("acme", "{}");
      try (RawConnection connection = RawConnection.open(observed.server().uri())) {
        int sent = 0;
        while (sent < MOST_BEFORE && !(sent % STATUS_EVERY == 0 && hasLearnt(observed))) {
          assertThat(connection.exchange(right).status()).isEqualTo(200);
          sent++;
        }
      }
      assertThat(hasLearnt(observed)).isTrue();
      RawRequest wrong = request("newcomer", "{\"fail\": \"inference\"}");
      ReceivedLog event =
          await()
              .atMost(Duration.ofSeconds(60))
              .until(
                  () -> {
                    // Some of each round are looked at.
                    for (int i = 0; i < 20; i++) {
                      assertThat(observed.send(wrong).status()).isEqualTo(400);
                    }
                    return observed.receiver().logs().stream().filter(this::isOfErrors).toList();
                  },
                  found -> !found.isEmpty())
              .get(0);
      assertThat(event.attributes()).containsEntry("djl.serving.model.name", "tried");
      assertThat(factors(event))
          .anyMatch(factor -> factor.startsWith("client (\"newcomer\": 0"))
          .anyMatch(factor -> factor.startsWith("payload_size (mean "));
      observed
          .receiver()
          .awaitMetrics(
              m ->
                  m.value(
                          "djl.serving.performance.changes",
                          Map.of("djl.serving.change.quantity", "errors"))
                      >= 1);
    }
  }

  /** Latency may have changed since: the server still gets faster. */
  private static boolean hasLearnt(ObservedServer observed) throws IOException {
    String page = observed.send(RawRequest.get("/observability/models/tried")).text();
    JsonObject load = JsonParser.parseString(page).getAsJsonObject().getAsJsonObject("load");
    JsonObject performance = load == null ? null : load.getAsJsonObject("performance");
    return performance != null
        && !List.of("learning", "warming_up").contains(performance.get("status").getAsString());
  }

  private boolean isOfErrors(ReceivedLog log) {
    return "errors".equals(log.attributes().get("djl.serving.change.quantity"));
  }

  private static List<String> factors(ReceivedLog event) {
    Object factors = event.attributes().get("djl.serving.change.factors");
    return factors instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  private static RawRequest request(String client, String script) {
    return RawRequest.postJson("/predictions/tried", script).header("x-tenant", client);
  }
}
