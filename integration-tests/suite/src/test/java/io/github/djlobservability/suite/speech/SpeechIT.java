package io.github.djlobservability.suite.speech;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.suite.BuiltFiles;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import io.github.djlobservability.suite.server.LogEntry;
import io.github.djlobservability.suite.server.ServerLauncher;
import io.github.djlobservability.suite.server.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The speech model is called, first by good microphones and then by telephone. */
class SpeechIT {

  private static final String MODEL = "speech";
  private static final String PAGE = "/observability/models/" + MODEL + "/";

  /** Each call takes some milliseconds to be looked into, on a thread that others go before. */
  private static final Duration DEADLINE = Duration.ofMinutes(1);

  private static final int USUAL = 40;
  private static final int CALLS = 60;
  private static final int WINDOW = 20;

  @TempDir private Path store;

  @Test
  void theTelephoneIsFoundAndNamedAndTheWordErrorRateRises() throws IOException {
    copyModel();
    List<SpokenDigits> recordings = SpokenDigits.read(BuiltFiles.speechTraffic());
    try (ServerProcess server =
        new ServerLauncher("speech")
            .forFewRequests()
            .withPlugin()
            .withModels(store)
            .withSetting("observability.media-cpu", "1")
            .start()) {
      URI uri = server.uri();
      // What is sent before the reference has been read is not looked at.
      await()
          .atMost(DEADLINE)
          .until(() -> exchange(uri, RawRequest.get(PAGE + "drift")).status() == 200);
      for (int call = 0; call < CALLS; call++) {
        call(uri, call, recordings.get(call));
      }
      await().atMost(DEADLINE).until(() -> coverage(uri).get("compared").getAsInt() == CALLS);
      assertThat(coverage(uri).get("seen").getAsInt()).isEqualTo(CALLS);
      List<JsonObject> verdicts = driftOfRecordings(uri);
      assertThat(verdicts)
          .isNotEmpty()
          .allSatisfy(
              verdict -> {
                assertThat(verdict.get("item").getAsInt()).isBetween(USUAL + 1, CALLS);
                assertThat(verdict.getAsJsonObject("cause").get("cause").getAsString())
                    .isEqualTo("CHANNEL");
                assertThat(verdict.getAsJsonObject("cause").getAsJsonArray("evidence"))
                    .isNotEmpty();
              });
      label(uri, recordings);
      await().atMost(DEADLINE).until(() -> windows(uri).size() == CALLS / WINDOW);
      assertThat(wordErrorRate(uri, 2)).isLessThan(0.05);
      assertThat(wordErrorRate(uri, 0)).isGreaterThan(0.05);
      server.stop();
      assertThat(server.log().ourProblems())
          .extracting(LogEntry::text)
          .anyMatch(message -> message.contains("looks like the microphone or its channel"))
          .allMatch(message -> message.contains(" -> "));
    }
  }

  /** Every window of labels is as long as a stage of the story needs it. */
  private void copyModel() throws IOException {
    Path from = BuiltFiles.sampleModels().resolve(MODEL);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, store.resolve(MODEL).resolve(from.relativize(file)));
      }
    }
    Path properties = store.resolve(MODEL).resolve("serving.properties");
    String settings =
        "\nobservability.feedback.lateness=0\nobservability.quality.window=" + WINDOW + "\n";
    Files.writeString(properties, Files.readString(properties) + settings);
  }

  /** Every second recording comes as base64 in JSON. */
  private static void call(URI uri, int number, SpokenDigits recording) throws IOException {
    Sound sound = number < USUAL ? recording.sound() : Telephone.hear(recording.sound());
    String path = "/predictions/" + MODEL;
    RawRequest request =
        number % 2 == 0
            ? RawRequest.post(path, "audio/wav", sound.wav())
            : RawRequest.postJson(
                path, "{\"audio\": \"" + Base64.getEncoder().encodeToString(sound.wav()) + "\"}");
    RawResponse response = exchange(uri, request.header("x-request-id", "call-" + number));
    assertThat(response.status()).describedAs(response.text()).isEqualTo(200);
    assertThat(JsonParser.parseString(response.text()).getAsJsonObject().has("confidence"))
        .isTrue();
  }

  private static void label(URI uri, List<SpokenDigits> recordings) throws IOException {
    StringBuilder csv = new StringBuilder("id,label\n");
    for (int call = 0; call < CALLS; call++) {
      csv.append("call-")
          .append(call)
          .append(',')
          .append(recordings.get(call).words())
          .append('\n');
    }
    RawRequest labels =
        RawRequest.post(PAGE + "feedback", "text/csv", csv.toString().getBytes(UTF_8));
    JsonObject response = JsonParser.parseString(exchange(uri, labels).text()).getAsJsonObject();
    assertThat(response.getAsJsonObject("outcomes").get("matched").getAsInt()).isEqualTo(CALLS);
  }

  private static List<JsonObject> driftOfRecordings(URI uri) throws IOException {
    return objects(page(uri, "drift").get("verdicts"))
        .filter(verdict -> verdict.get("status").getAsString().equals("DRIFT"))
        .filter(verdict -> verdict.get("feature").getAsString().startsWith("audio."))
        .toList();
  }

  private static JsonObject coverage(URI uri) throws IOException {
    return page(uri, "drift").getAsJsonObject("coverage");
  }

  private static List<JsonObject> windows(URI uri) throws IOException {
    return objects(page(uri, "quality").get("windows")).toList();
  }

  /** The newest window is the first. */
  private static double wordErrorRate(URI uri, int window) throws IOException {
    return windows(uri)
        .get(window)
        .getAsJsonObject("measures")
        .getAsJsonObject("word_error_rate")
        .get("value")
        .getAsDouble();
  }

  private static Stream<JsonObject> objects(JsonElement array) {
    return StreamSupport.stream(array.getAsJsonArray().spliterator(), false)
        .map(JsonElement::getAsJsonObject);
  }

  private static JsonObject page(URI uri, String name) throws IOException {
    return JsonParser.parseString(exchange(uri, RawRequest.get(PAGE + name)).text())
        .getAsJsonObject();
  }

  private static RawResponse exchange(URI uri, RawRequest request) throws IOException {
    return RawConnection.exchange(uri, request);
  }
}
