package io.github.djlobservability.suite.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.server.ServerLauncher;
import io.github.djlobservability.suite.server.ServerProcess;
import io.github.djlobservability.suite.translator.ScriptedTranslator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that nothing can be read from the disk without the key, and everything with it. */
class EncryptionIT {
  private static final String KEY = "0123456789abcdef".repeat(4);
  private static final String OTHER = "fedcba9876543210".repeat(4);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String MODEL = "/observability/models/sealed";

  @TempDir private Path folder;

  @Test
  void nothingIsReadWithoutTheKeyAndAllWithIt() throws IOException {
    ModelFolder.onnx(folder.resolve("models"), "sealed")
        .withTranslator(ScriptedTranslator.class)
        .with("observability.reference.capture", "100")
        .with("observability.feedback", "true")
        .with("observability.inference-log", "lines")
        .with("observability.inference-log.rate", "1");
    try (ServerProcess server = start("sealed-first", KEY)) {
      for (int i = 0; i < 110; i++) {
        predict(server, i);
      }
      await().atMost(PATIENCE).until(() -> page(server, "/drift").contains("\"reference\""));
      await().atMost(PATIENCE).until(() -> page(server, "/feedback").contains("\"kept\":110"));
      server.stop();
      assertThat(server.log().ourProblems()).isEmpty();
    }
    Map<String, String> sealed = files();
    assertThat(sealed.keySet().toString())
        .contains("reference-profile.json", "monitor.state", "history.state", "join.state")
        .contains(".predictions", ".jsonl", "values.key");
    sealed.forEach(
        (file, text) -> {
          assertThat(text).as(file).doesNotContain("request-", "amount", KEY);
          assertThat(text.isEmpty() || text.startsWith("DJL")).as(file).isTrue();
        });
    String capturedAt = reference(sealed);

    try (ServerProcess server = start("sealed-wrong", OTHER)) {
      await().atMost(PATIENCE).until(() -> page(server, "").contains("is encrypted with the key"));
      assertThat(predict(server, 200)).isEqualTo(200);
      server.stop();
    }
    Map<String, String> after = files();
    sealed.forEach(
        (file, text) -> {
          if (file.endsWith("state") || file.endsWith(".predictions") || file.endsWith(".json")) {
            assertThat(after.values()).as(file).contains(text);
          }
        });
    assertThat(reference(after)).isEqualTo(capturedAt);

    try (ServerProcess server = start("sealed-again", KEY)) {
      await().atMost(PATIENCE).until(() -> page(server, "/feedback").contains("\"kept\":110"));
      JsonObject drift = JsonParser.parseString(page(server, "/drift")).getAsJsonObject();
      assertThat(drift.getAsJsonObject("reference").toString()).contains("\"captured\":true");
      server.stop();
    }
  }

  private ServerProcess start(String name, String key) throws IOException {
    Path secret = Files.writeString(folder.resolve("key"), key);
    return new ServerLauncher(name)
        .forFewRequests()
        .withPlugin()
        .withModels(folder.resolve("models"))
        .withSetting("observability.state-folder", folder.resolve("state").toString())
        .withEnvironment("SERVING_OBSERVABILITY_ENCRYPTION_KEY", "file:" + secret)
        .start();
  }

  private static int predict(ServerProcess server, int number) throws IOException {
    String body = "{\"echo\": [\"class\"], \"amount\": " + number + ".5}";
    return RawConnection.exchange(
            server.uri(),
            RawRequest.postJson("/predictions/sealed", body)
                .header("x-request-id", "request-" + number)
                .header("class", "yes"))
        .status();
  }

  private static String page(ServerProcess server, String page) throws IOException {
    String path = page.isEmpty() ? "/observability" : MODEL + page;
    return RawConnection.exchange(server.uri(), RawRequest.get(path)).text().replace(": ", ":");
  }

  private static String reference(Map<String, String> files) {
    return files.entrySet().stream()
        .filter(file -> file.getKey().endsWith("reference-profile.json"))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow();
  }

  private Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    Path state = folder.resolve("state");
    try (Stream<Path> all = Files.walk(state)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(
            state.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return files;
  }
}
