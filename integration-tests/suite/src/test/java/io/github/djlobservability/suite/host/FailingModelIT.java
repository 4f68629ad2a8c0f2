package io.github.djlobservability.suite.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.otlp.Metrics;
import io.github.djlobservability.suite.otlp.ReceivedSpan;
import io.github.djlobservability.suite.otlp.ReceivedSpan.StatusCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of the Python engine that fail, hang or die, and a server that is stopped meanwhile. */
class FailingModelIT {
  private static final Map<String, String> MODEL = Map.of("djl.serving.model.name", "tokens");
  private static final String LATENCY = "p99<200ms";

  @TempDir private Path models;
  private final List<RawConnection> waiting = new ArrayList<>();
  private ObservedServer observed;

  @BeforeEach
  void start() throws IOException {
    ModelFolder.python(models, "tokens")
        .with("observability.slo.latency", LATENCY)
        .with("observability.slo.availability", "99%");
    observed = ObservedServer.start("failing", launcher -> launcher.withModels(models));
  }

  @AfterEach
  void stop() throws IOException {
    for (RawConnection connection : waiting) {
      connection.reset();
    }
    observed.close();
  }

  @Test
  void countEachFailureEverywhere() throws IOException {
    for (int i = 0; i < 15; i++) {
      assertThat(ask("{\"raise\": \"no\"}").status()).isEqualTo(424);
    }
    assertThat(ask("{\"n\": 3, \"delay_ms\": 0, \"error_at\": 1}").status()).isEqualTo(200);

    Metrics metrics =
        observed
            .receiver()
            .awaitMetrics(
                m -> m.value("djl.serving.slo.violations", objective("availability")) == 16);
    assertThat(metrics.count("djl.serving.request.duration", reason("backend"))).isEqualTo(16);
    JsonObject requests = model().getAsJsonObject("requests");
    assertThat(requests.get("errors").getAsLong()).isEqualTo(16);
    assertThat(requests.getAsJsonObject("outcomes").get("backend").getAsLong()).isEqualTo(16);
    assertThat(servers(observed.receiver().awaitSpans(spans -> servers(spans).size() == 16)))
        .extracting(span -> span.attribute("djl.serving.failure.reason"))
        .containsOnly("backend");
  }

  @Test
  void areRedWhileTheirClientsWait() throws IOException {
    hang(12);

    observed
        .receiver()
        .awaitMetrics(m -> m.value("djl.serving.slo.status", objective("latency")) == 3);
  }

  @Test
  void areNotReadyAndHaveNoHeadroomWhenTheirProcessIsDead() throws IOException {
    observed.receiver().awaitMetrics(m -> m.value("djl.serving.model.ready", MODEL) == 1);
    ask("{\"die\": true}");
    assertThat(ask("{}").status()).isEqualTo(503);

    Metrics metrics =
        observed
            .receiver()
            .awaitMetrics(
                m ->
                    !m.points("djl.serving.model.ready", MODEL).isEmpty()
                        && m.value("djl.serving.model.ready", MODEL) == 0
                        && m.count("djl.serving.request.duration", reason("backend")) == 2);
    assertThat(metrics.points("djl.serving.headroom", MODEL)).isEmpty();
    assertThat(metrics.value("djl.serving.worker.count", state("idle"))).isZero();
    assertThat(model().getAsJsonObject("load").get("ready").getAsBoolean()).isFalse();
  }

  @Test
  void areToldOfWhenTheServerStopsBeforeTheyAnswer() throws IOException {
    hang(20);
    observed.receiver().awaitMetrics(m -> m.value("djl.serving.request.active", MODEL) == 20);
    observed.server().stop();

    List<ReceivedSpan> servers = servers(observed.receiver().spans());
    assertThat(servers)
        .hasSize(20)
        .allSatisfy(
            span -> {
              assertThat(span.attribute("error.type")).isEqualTo("server_shutdown");
              assertThat(span.status().code()).isEqualTo(StatusCode.ERROR);
            });
    assertThat(observed.receiver().metrics().count("djl.serving.request.duration", reason("other")))
        .isEqualTo(20);
  }

  private void hang(int requests) throws IOException {
    for (int i = 0; i < requests; i++) {
      RawConnection connection = RawConnection.open(observed.server().uri());
      waiting.add(connection);
      connection.send(RawRequest.postJson("/predictions/tokens", "{\"sleep_ms\": 60000}"));
    }
  }

  private RawResponse ask(String body) throws IOException {
    return observed.send(RawRequest.postJson("/predictions/tokens", body));
  }

  private JsonObject model() throws IOException {
    String page = observed.send(RawRequest.get("/observability")).text();
    for (JsonElement each :
        JsonParser.parseString(page).getAsJsonObject().getAsJsonArray("models")) {
      if (each.getAsJsonObject().get("name").getAsString().equals("tokens")) {
        return each.getAsJsonObject();
      }
    }
    throw new AssertionError("no model in\n" + page);
  }

  private static List<ReceivedSpan> servers(List<ReceivedSpan> spans) {
    return spans.stream().filter(span -> span.name().contains("/predictions/")).toList();
  }

  private static Map<String, String> objective(String name) {
    return Map.of("djl.serving.model.name", "tokens", "djl.serving.slo.objective", name);
  }

  private static Map<String, String> reason(String reason) {
    return Map.of("djl.serving.model.name", "tokens", "djl.serving.failure.reason", reason);
  }

  private static Map<String, String> state(String state) {
    return Map.of("djl.serving.model.name", "tokens", "djl.serving.worker.state", state);
  }
}
