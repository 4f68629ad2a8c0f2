package io.github.djlobservability.suite.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.suite.fixture.Gates;
import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.http.Chunk;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.translator.ChunkedTranslator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Responses that are streamed are put together, and watched as texts. */
class StreamedTextIT {
  private static final int REFERENCE = 100;
  private static final int MORE = 10;

  /** A stream of more than a mebibyte. */
  private static final int TOO_MANY_TOKENS = 10_000;

  private static final Duration DEADLINE = Duration.ofMinutes(1);

  @TempDir private static Path models;
  private static ObservedServer observed;

  @BeforeAll
  static void start() throws IOException {
    watched(ModelFolder.python(models, "tokens"));
    watched(ModelFolder.onnx(models, "chunked").withTranslator(ChunkedTranslator.class));
    observed =
        ObservedServer.start(
            "streamed-text", launcher -> launcher.withModels(models).withLeakDetection());
  }

  private static void watched(ModelFolder model) throws IOException {
    model
        .with("observability.streamed-text", "true")
        .with("observability.reference.capture", Integer.toString(REFERENCE));
  }

  @AfterAll
  static void stop() throws IOException {
    observed.close();
  }

  @Test
  void textsOfThePythonEngineAreWatchedAndLargerOnesCounted() throws IOException {
    String chat = "{\"messages\": [], \"n\": %d, \"delay_ms\": 0}";
    send("tokens", 0, REFERENCE, i -> chat.formatted(3 + i));
    awaitSeen("tokens", REFERENCE);
    send("tokens", 0, MORE, i -> chat.formatted(30 + i));
    send("tokens", 0, 1, i -> chat.formatted(TOO_MANY_TOKENS));
    awaitSeen("tokens", REFERENCE + MORE + 1);

    JsonObject report = report("tokens");
    assertThat(features(report)).contains("prediction.length", "prediction.cross_entropy");
    JsonObject coverage = report.getAsJsonObject("coverage");
    assertThat(coverage.get("compared").getAsInt()).isEqualTo(REFERENCE + MORE + 1);
    assertThat(coverage.get("withoutPrediction").getAsInt()).isEqualTo(1);
    assertThat(coverage.getAsJsonObject("reasons").toString()).isEqualTo("{\"stream_size\":1}");
    assertThat(coverage.getAsJsonArray("notes").toString()).contains("they are sent in chunks");
  }

  @Test
  void textsBehindATranslatorAreWatchedAndNoPartWaits() throws IOException {
    send("chunked", 0, REFERENCE, i -> "{\"events\": true, \"chunks\": %d}".formatted(1 + i));
    awaitSeen("chunked", REFERENCE);
    try (Gates gates = new Gates();
        RawConnection connection = RawConnection.open(observed.server().uri())) {
      String script =
          "{\"events\": true, \"chunks\": 2, \"gate\": \"%s\"}".formatted(gates.path("part"));
      connection.send(RawRequest.postJson("/predictions/chunked", script));
      gates.open("part0");
      assertThat(connection.readHead().status()).isEqualTo(200);
      assertThat(connection.readChunk().map(Chunk::text)).hasValueSatisfying(this::isPart);
      // The model waits, and so nobody can have the whole text yet.
      assertThat(coverage("chunked").get("seen").getAsInt()).isEqualTo(REFERENCE);
      gates.open("part1");
      assertThat(connection.readChunk().map(Chunk::text)).hasValueSatisfying(this::isPart);
      assertThat(connection.readChunk()).isEmpty();
    }
    awaitSeen("chunked", REFERENCE + 1);
    // One that breaks off is no text, and none that is missing.
    observed.send(
        RawRequest.postJson(
            "/predictions/chunked", "{\"events\": true, \"chunks\": 5, \"failAtChunk\": 2}"));
    awaitSeen("chunked", REFERENCE + 2);

    JsonObject report = report("chunked");
    assertThat(features(report)).contains("prediction.length", "prediction.cross_entropy");
    JsonObject coverage = report.getAsJsonObject("coverage");
    assertThat(coverage.get("compared").getAsInt()).isEqualTo(REFERENCE + 2);
    assertThat(coverage.get("withoutPrediction").getAsInt()).isEqualTo(1);
    assertThat(coverage.getAsJsonObject("reasons").toString()).isEqualTo("{\"stream\":1}");
  }

  private void isPart(String chunk) {
    assertThat(chunk).startsWith("data: ").contains("part ").endsWith("\n\n");
  }

  private static void send(String model, int from, int to, IntFunction<String> body)
      throws IOException {
    try (RawConnection connection = RawConnection.open(observed.server().uri())) {
      for (int i = from; i < to; i++) {
        RawRequest request = RawRequest.postJson("/predictions/" + model, body.apply(i));
        assertThat(connection.exchange(request).status()).isEqualTo(200);
      }
    }
  }

  private static void awaitSeen(String model, int items) {
    await().atMost(DEADLINE).until(() -> coverage(model).get("seen").getAsInt() == items);
  }

  private static JsonObject coverage(String model) throws IOException {
    return report(model).getAsJsonObject("coverage");
  }

  private static List<String> features(JsonObject report) {
    JsonArray evaluated = report.getAsJsonObject("evaluation").getAsJsonArray("features");
    return StreamSupport.stream(evaluated.spliterator(), false)
        .map(JsonElement::getAsJsonObject)
        .map(feature -> feature.get("feature").getAsString())
        .toList();
  }

  private static JsonObject report(String model) throws IOException {
    RawResponse response =
        observed.send(RawRequest.get("/observability/models/" + model + "/drift"));
    assertThat(response.status()).isEqualTo(200);
    return JsonParser.parseString(response.text()).getAsJsonObject();
  }
}
