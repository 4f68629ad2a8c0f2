package io.github.djlobservability.suite.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.suite.fixture.Gates;
import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.otlp.HistogramPoint;
import io.github.djlobservability.suite.otlp.Metrics;
import io.github.djlobservability.suite.translator.RaggedTranslator;
import io.github.djlobservability.suite.translator.ScriptedTranslator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers, queue, refusals, batches and padding, counted exactly. */
class SaturationIT {

  private static final int QUEUE = 5;
  private static final int REFUSALS = 16;

  @TempDir private static Path models;
  private static ObservedServer observed;

  @BeforeAll
  static void start() throws IOException {
    ModelFolder.onnx(models, "busy")
        .withTranslator(ScriptedTranslator.class)
        .with("job_queue_size", String.valueOf(QUEUE));
    ModelFolder.onnx(models, "calm").withTranslator(ScriptedTranslator.class);
    ModelFolder.onnx(models, "unwatched")
        .withTranslator(ScriptedTranslator.class)
        .with("observability.load", "false");
    ModelFolder.onnx(models, "ragged")
        .withTranslator(RaggedTranslator.class)
        .with("batch_size", "16")
        .with("max_batch_delay", "1");
    observed = ObservedServer.start("saturation", launcher -> launcher.withModels(models));
    load("calm", load -> true); // what comes from now on is in the window
  }

  @AfterAll
  static void stop() throws IOException {
    observed.close();
  }

  @Test
  void countsEachRefusalAndWhatWaits() throws IOException {
    List<RawConnection> served = new ArrayList<>();
    try (Gates gates = new Gates()) {
      served.add(send("busy", held(gates)));
      gates.awaitTouched("begun");
      // The last place of a queue is only for what an idle worker takes at once.
      for (int waiting = 1; waiting < QUEUE; waiting++) {
        served.add(send("busy", "{}"));
        awaitWaiting(waiting);
      }
      refuse(REFUSALS);

      Metrics full = observed.settledMetrics(m -> refused(m) == REFUSALS);
      assertThat(full.value("djl.serving.queue.size", of("busy"))).isEqualTo(QUEUE - 1);
      assertThat(full.value("djl.serving.queue.limit", of("busy"))).isEqualTo(QUEUE);
      assertThat(full.value("djl.serving.request.running", of("busy"))).isEqualTo(1);
      assertThat(full.value("djl.serving.model.ready", of("busy"))).isEqualTo(1);
      assertThat(full.value("djl.serving.request.active", of("busy"))).isEqualTo(QUEUE);
      assertThat(workers(full, "busy")).isEqualTo(1);
      assertThat(workers(full, "idle")).isZero();
      assertThat(full.value("djl.serving.worker.limit", of("busy"))).isEqualTo(1);
    }
    for (RawConnection connection : served) {
      assertThat(connection.read().status()).isEqualTo(200);
      connection.close();
    }

    Metrics metrics =
        observed.settledMetrics(
            m -> m.count("djl.serving.request.duration", of("busy")) == served.size() + REFUSALS);
    assertThat(refused(metrics)).isEqualTo(REFUSALS);
    assertThat(
            load("busy", l -> l.get("inFlight").getAsLong() == 0).get("rejectedTotal").getAsInt())
        .isEqualTo(REFUSALS);
  }

  /**
   * Waits for the queue to have taken what was sent. The server looks for room and takes a request
   * in two steps, so two requests that come at once may both get its last place.
   */
  private static void awaitWaiting(int requests) {
    observed
        .receiver()
        .awaitMetrics(m -> m.value("djl.serving.queue.size", of("busy")) == requests);
  }

  private static void refuse(int requests) throws IOException {
    for (int i = 0; i < requests; i++) {
      RawResponse refusal = RawConnection.exchange(observed.server().uri(), post("busy", "{}"));
      assertThat(refusal.status()).isEqualTo(503);
    }
  }

  @Test
  void countsBatchesAndPaddingAsTheModelDoes() throws IOException {
    int batches = 0;
    int requests = 0;
    int padding = 0;
    int values = 0;
    for (RawResponse answer : sendRaggedBatches()) {
      JsonObject recorded = JsonParser.parseString(answer.text()).getAsJsonObject();
      // Each request of a batch tells of the whole batch; its share of that adds up.
      int size = recorded.get("batch").getAsInt();
      requests++;
      batches += 840 / size;
      padding += 840 / size * recorded.get("padding").getAsInt();
      values += 840 / size * recorded.get("values").getAsInt();
    }

    Metrics metrics =
        observed.settledMetrics(m -> m.value("djl.serving.items", of("ragged")) == 13);
    HistogramPoint sizes = metrics.histogram("djl.serving.batch.size", of("ragged")).orElseThrow();
    assertThat(requests).isEqualTo(13);
    assertThat(sizes.count() * 840).isEqualTo(batches);
    assertThat(sizes.sum()).isEqualTo(requests);
    assertThat(metrics.value("djl.serving.batch.values", of("ragged")) * 840).isEqualTo(values);
    assertThat(metrics.value("djl.serving.batch.padding", of("ragged")) * 840).isEqualTo(padding);
    assertThat(metrics.value("djl.serving.batch.limit", of("ragged"))).isEqualTo(16);

    JsonObject seen =
        load("ragged", l -> l.has("batches") && l.get("servedPerSecond").getAsDouble() > 0)
            .getAsJsonObject("batches");
    double mean = seen.get("meanSize").getAsDouble();
    assertThat(seen.get("efficiency").getAsDouble()).isCloseTo(mean / 16, within(1e-9));
  }

  @Test
  void estimatesTheHeadroomOfAModelThatIsAskedNowAndThen() throws IOException {
    try (RawConnection connection = RawConnection.open(observed.server().uri())) {
      for (int i = 0; i < 40; i++) {
        assertThat(connection.exchange(post("calm", "{}")).status()).isEqualTo(200);
      }
    }

    JsonObject calm = load("calm", l -> l.has("headroom"));
    JsonObject headroom = calm.getAsJsonObject("headroom");
    assertThat(headroom.get("share").getAsDouble()).isBetween(0.0, 1.0);
    assertThat(headroom.get("limitedBy").getAsString()).isIn("workers", "cpu");
    double mean = calm.getAsJsonObject("serviceSeconds").get("mean").getAsDouble();
    assertThat(headroom.getAsJsonObject("limitsPerSecond").get("workers").getAsDouble())
        .isCloseTo(1 / mean, within(1e-6 / mean));
    JsonObject loaded = calm.getAsJsonArray("loads").get(0).getAsJsonObject();
    assertThat(loaded.get("device").getAsString()).isEqualTo("cpu");
    assertThat(loaded.get("seconds").getAsDouble()).isPositive();
  }

  @Test
  void isSilentAboutAModelThatIsNotWatched() throws IOException {
    RawConnection.exchange(observed.server().uri(), post("unwatched", "{}"));
    Metrics metrics =
        observed.settledMetrics(m -> m.count("djl.serving.request.duration", of("unwatched")) == 1);

    assertThat(metrics.points("djl.serving.queue.limit", of("calm"))).isNotEmpty();
    assertThat(metrics.points("djl.serving.queue.limit", of("unwatched"))).isEmpty();
    assertThat(page("unwatched").has("load")).isFalse();
  }

  /**
   * Returns a request that keeps the worker busy, and behind it twelve more, of one to four
   * numbers.
   */
  private static List<RawResponse> sendRaggedBatches() throws IOException {
    List<RawConnection> connections = new ArrayList<>();
    try (Gates gates = new Gates()) {
      connections.add(send("ragged", held(gates)));
      gates.awaitTouched("begun");
      for (int i = 0; i < 12; i++) {
        String row = "1,2,3,4".substring(0, 2 * (i % 4) + 1);
        connections.add(send("ragged", "{\"rows\": [[" + row + "]]}"));
      }
      observed.receiver().awaitMetrics(m -> m.value("djl.serving.queue.size", of("ragged")) == 12);
    }
    List<RawResponse> answers = new ArrayList<>();
    for (RawConnection connection : connections) {
      RawResponse answer = connection.read();
      assertThat(answer.status()).isEqualTo(200);
      answers.add(answer);
      connection.close();
    }
    return answers;
  }

  private static String held(Gates gates) {
    return "{\"touch\": \"%s\", \"waitFor\": \"%s\"}"
        .formatted(gates.path("begun"), gates.path("go"));
  }

  private static RawConnection send(String model, String script) throws IOException {
    RawConnection connection = RawConnection.open(observed.server().uri());
    connection.send(post(model, script));
    return connection;
  }

  private static RawRequest post(String model, String script) {
    return RawRequest.postJson("/predictions/" + model, script);
  }

  private static double refused(Metrics metrics) {
    return metrics.value("djl.serving.request.rejected", of("busy"));
  }

  private static double workers(Metrics metrics, String state) {
    return metrics.value(
        "djl.serving.worker.count",
        Map.of("djl.serving.model.name", "busy", "djl.serving.worker.state", state));
  }

  private static Map<String, String> of(String model) {
    return Map.of("djl.serving.model.name", model);
  }

  private static JsonObject load(String model, Predicate<JsonObject> wanted) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> page(model), page -> page.has("load") && wanted.test(load(page)))
        .getAsJsonObject("load");
  }

  private static JsonObject load(JsonObject page) {
    return page.getAsJsonObject("load");
  }

  private static JsonObject page(String model) throws IOException {
    RawRequest page = RawRequest.get("/observability/models/" + model);
    return JsonParser.parseString(RawConnection.exchange(observed.server().uri(), page).text())
        .getAsJsonObject();
  }
}
