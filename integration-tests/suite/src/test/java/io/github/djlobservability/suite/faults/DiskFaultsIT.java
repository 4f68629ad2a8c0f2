package io.github.djlobservability.suite.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.programs.FaultyDisk;
import io.github.djlobservability.programs.Needs;
import io.github.djlobservability.programs.Program;
import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.server.PluginCommand;
import io.github.djlobservability.suite.translator.ScriptedTranslator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the state's disk does, requests are served; it is said by name, and what is lost. */
@Needs(Program.C_COMPILER)
class DiskFaultsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String PAGES = "/observability/models/kept";
  private static final int REFERENCE = 100;

  @TempDir private Path folder;
  private int predictions;

  @Test
  void aDiskThatFailsInAnyWayIsNamedAndCostsNoRequest() throws IOException, InterruptedException {
    ModelFolder.onnx(folder.resolve("models"), "kept")
        .withTranslator(ScriptedTranslator.class)
        .with("observability.reference.capture", Integer.toString(REFERENCE))
        .with("observability.feedback", "true")
        .with("observability.inference-log", "lines")
        .with("observability.inference-log.rate", "1")
        .with("observability.audit-log", "true");
    Path state = folder.resolve("state");
    FaultyDisk disk = FaultyDisk.compile(folder, state);
    try (ObservedServer observed =
        ObservedServer.start(
            "faulty-disk",
            launcher ->
                launcher
                    .withModels(folder.resolve("models"))
                    .withSetting("observability.state-folder", state.toString())
                    .withEnvironment("LD_PRELOAD", disk.library().toString()))) {
      for (int i = 0; i < REFERENCE; i++) {
        predict(observed);
      }
      await().atMost(PATIENCE).until(() -> page(observed, "/drift").contains("\"reference\""));
      Map<String, String> faults =
          Map.of(
              "full", "No space left on device",
              "half-full", "No space left on device",
              "read-only", "Read-only file system");
      for (String fault : List.of("full", "half-full", "read-only")) {
        disk.goesWrong(fault);
        awaitSaid(observed, faults.getOrDefault(fault, ""));
        disk.goesWrong("none");
        awaitWell(observed);
      }
      disk.goesWrong("slow 100");
      for (int i = 0; i < 5; i++) {
        predict(observed);
      }
      disk.goesWrong("none");
      awaitWell(observed);
      assertNothingOfPredictionsIsLost(observed);
      assertLogsAreWhole(observed, state.resolve("kept"));

      delete(state);
      awaitSaid(observed, "it was taken away");
      assertThat(status(observed)).as("no thread was lost").isEqualTo("ok");
      observed.server().stop();
    }
  }

  private void predict(ObservedServer observed) throws IOException {
    String body = "{\"echo\": [\"class\"], \"amount\": " + predictions + ".5}";
    RawRequest request =
        RawRequest.postJson("/predictions/kept", body)
            .header("x-request-id", "request-" + predictions)
            .header("class", "yes");
    assertThat(observed.send(request).status()).isEqualTo(200);
    predictions++;
  }

  private static String page(ObservedServer observed, String page) throws IOException {
    return observed.send(RawRequest.get(PAGES + page)).text();
  }

  /** Sends requests until the state's folder is named, with the reason. */
  private void awaitSaid(ObservedServer observed, String reason) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              predict(observed);
              return errors(observed);
            },
            errors -> errors.stream().anyMatch(error -> error.contains(reason)));
  }

  /** Has everything be saved, as the erasure of somebody does, until nothing is wrong any more. */
  private void awaitWell(ObservedServer observed) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              predict(observed);
              observed.send(RawRequest.of("DELETE", PAGES + "/feedback?id=nobody"));
              return errors(observed).isEmpty();
            });
  }

  private static List<String> errors(ObservedServer observed) throws IOException {
    List<String> errors = new ArrayList<>();
    for (JsonElement error :
        overview(observed).getAsJsonObject("configuration").getAsJsonArray("errors")) {
      if (error.toString().contains("observability.state-folder")) {
        errors.add(error.toString());
      }
    }
    return errors;
  }

  private static String status(ObservedServer observed) throws IOException {
    return overview(observed).getAsJsonObject("own").get("status").getAsString();
  }

  private static JsonObject overview(ObservedServer observed) throws IOException {
    return JsonParser.parseString(observed.send(RawRequest.get("/observability")).text())
        .getAsJsonObject();
  }

  /** They wait in memory while the disk takes none. */
  private void assertNothingOfPredictionsIsLost(ObservedServer observed) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                JsonParser.parseString(page(observed, "/feedback"))
                    .getAsJsonObject()
                    .getAsJsonObject("predictions")
                    .get("kept")
                    .getAsInt(),
            kept -> kept == predictions);
  }

  /** Each request has its record, or is among those that a record says are missing. */
  private void assertLogsAreWhole(ObservedServer observed, Path model)
      throws IOException, InterruptedException {
    String said = PluginCommand.run("audit", "verify", model.resolve("audit-log").toString());
    assertThat(said).contains("whole");
    // What is missing is said by the next record, when the disk is tried again.
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              boolean all = records(model) + missed(model) == predictions;
              if (!all) {
                predict(observed);
              }
              return all;
            });
    assertThat(missed(model)).isPositive();
    Map<String, String> disk =
        Map.of("djl.serving.model.name", "kept", "djl.serving.inference_log.outcome", "disk");
    observed
        .receiver()
        .awaitMetrics(
            metrics ->
                metrics.value("djl.serving.observability.inference_log.inferences", disk)
                    == predictions - inferences(model));
  }

  private static long records(Path model) throws IOException {
    return lines(model.resolve("audit-log"), "\"kind\":\"inference\"").size();
  }

  private static long missed(Path model) throws IOException {
    long missed = 0;
    for (String line : lines(model.resolve("audit-log"), "\"missed\":")) {
      missed += JsonParser.parseString(line).getAsJsonObject().get("missed").getAsLong();
    }
    return missed;
  }

  private static int inferences(Path model) {
    try {
      return lines(model.resolve("inference-log"), "\"request_id\":").size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the lines with a text that are whole. */
  private static List<String> lines(Path log, String with) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(log)) {
      for (Path file : files.toList()) {
        Files.readAllLines(file).stream()
            .filter(line -> line.contains(with) && line.endsWith("}"))
            .forEach(lines::add);
      }
    }
    return lines;
  }

  private static void delete(Path state) throws IOException {
    try (Stream<Path> files = Files.walk(state)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
