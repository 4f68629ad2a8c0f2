package io.github.djlobservability.suite.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.otlp.ReceivedLog;
import io.github.djlobservability.suite.server.PluginCommand;
import io.github.djlobservability.suite.translator.ScriptedTranslator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that a model with a budget shows its bins and means with noise, wherever they leave. */
class PrivateReleaseIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String MODEL = "/observability/models/private";
  private static final String HTML = "text/html,application/xhtml+xml,*/*;q=0.8";
  private static final int ITEMS = 300;

  /** All items have it, so it is the mean, too. */
  private static final String TRUE_VALUE = "97.3125";

  @TempDir private Path folder;

  @Test
  void noTrueMeanOrCountLeaves() throws IOException, InterruptedException {
    Path model =
        ModelFolder.onnx(folder.resolve("models"), "private")
            .withTranslator(ScriptedTranslator.class)
            .with("observability.privacy.epsilon", "1")
            // One a second, so that this test sees some.
            .with("observability.privacy.releases", "86400")
            .with("observability.drift.histograms", "true")
            .with("observability.drift.window", "100")
            .path();
    writeReference(model);
    try (ObservedServer observed =
        ObservedServer.start(
            "private", launcher -> launcher.withModels(folder.resolve("models")))) {
      for (int i = 0; i < ITEMS; i++) {
        String body = "{\"amount\": " + TRUE_VALUE + ", \"colour\": \"red\"}";
        observed.send(RawRequest.postJson("/predictions/private", body));
      }
      await().atMost(PATIENCE).until(() -> items(observed) == ITEMS);
      await().atMost(PATIENCE).until(() -> status(observed).equals("released"));
      await().atMost(PATIENCE).until(() -> !events(observed).isEmpty());

      JsonObject privacy = drift(observed).getAsJsonObject("privacy");
      assertThat(privacy.get("epsilon").getAsDouble()).isEqualTo(1);
      assertThat(privacy.get("spentToday").getAsDouble()).isBetween(1e-6, 1.0);
      for (JsonElement feature : privacy.getAsJsonArray("features")) {
        for (JsonElement count : feature.getAsJsonObject().getAsJsonArray("counts")) {
          assertThat(count.getAsLong()).as("%s", feature).isNotIn(0L, (long) ITEMS);
        }
      }
      Map<String, String> red =
          Map.of(
              "djl.serving.model.name", "private",
              "djl.serving.feature", "colour",
              "djl.serving.feature.bin", "red");
      observed
          .receiver()
          .awaitMetrics(metrics -> !metrics.points("djl.serving.feature.values", red).isEmpty());
      assertThat(events(observed))
          .allSatisfy(event -> assertThat(event.body()).contains("its figures are not shown"));
      assertThat(ways(observed)).allSatisfy(text -> assertThat(text).doesNotContain(TRUE_VALUE));
      assertThat(html(observed)).contains("epsilon of 1 is spent");
      assertThat(observed.send(RawRequest.of("POST", MODEL + "/reference?items=100")).status())
          .as("a reference would be exact")
          .isEqualTo(409);
      observed.server().stop();
      assertThat(observed.server().log().linesWith(TRUE_VALUE)).isEmpty();
    }
  }

  private void writeReference(Path model) throws IOException, InterruptedException {
    List<String> rows = new ArrayList<>(List.of("amount,colour"));
    for (int i = 0; i < 400; i++) {
      rows.add(i % 97 + (i % 2 == 0 ? ",red" : ",blue"));
    }
    Path csv = Files.write(folder.resolve("reference.csv"), rows);
    PluginCommand.run(
        "profile",
        "--input",
        csv.toString(),
        "--categorical",
        "colour",
        "--output",
        model.resolve("reference-profile.json").toString());
  }

  private static JsonObject drift(ObservedServer observed) throws IOException {
    return JsonParser.parseString(observed.send(RawRequest.get(MODEL + "/drift")).text())
        .getAsJsonObject();
  }

  private static long items(ObservedServer observed) throws IOException {
    return drift(observed).getAsJsonObject("evaluation").get("itemCount").getAsLong();
  }

  private static String status(ObservedServer observed) throws IOException {
    return drift(observed).getAsJsonObject("privacy").get("status").getAsString();
  }

  private static List<ReceivedLog> events(ObservedServer observed) {
    return observed.receiver().logs().stream()
        .filter(log -> log.eventName().equals("djl.serving.drift.status_changed"))
        .toList();
  }

  private static String html(ObservedServer observed) throws IOException {
    return observed.send(RawRequest.get(MODEL).header("Accept", HTML)).text();
  }

  private static List<String> ways(ObservedServer observed) throws IOException {
    List<String> ways = new ArrayList<>();
    for (String page : List.of("", "/drift", "/quality", "/requests", "/reference")) {
      ways.add(observed.send(RawRequest.get(MODEL + page)).text());
    }
    ways.add(html(observed));
    ways.add(
        observed.send(RawRequest.get(MODEL + "/features/amount").header("Accept", HTML)).text());
    ways.add(observed.send(RawRequest.get("/observability/metrics")).text());
    ways.add(observed.receiver().logs().toString());
    return ways;
  }
}
