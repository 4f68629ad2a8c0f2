package io.github.djlobservability.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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

  /** 300 that are left out, 2,000 to learn, and some before the change. */
  private static final int BEFORE = 2500;

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
        for (int i = 0; i < BEFORE; i++) {
          assertThat(connection.exchange(right).status()).isEqualTo(200);
        }
      }
      RawRequest wrong = request("newcomer", "{\"fail\": \"inference\"}");
      for (int i = 0; i < 150; i++) {
        assertThat(observed.send(wrong).status()).isEqualTo(400);
      }

      ReceivedLog event =
          await()
              .atMost(Duration.ofSeconds(60))
              .until(
                  () -> observed.receiver().logs().stream().filter(this::isOfErrors).toList(),
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
