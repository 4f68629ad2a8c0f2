package io.github.djlobservability.suite.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.fixture.TraceParent;
import io.github.djlobservability.suite.heap.HeapDump;
import io.github.djlobservability.suite.heap.OurObjects;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.otlp.Metrics;
import io.github.djlobservability.suite.server.JavaProcess;
import io.github.djlobservability.suite.server.LogEntry;
import io.github.djlobservability.suite.translator.ScriptedTranslator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plants 40 kinds of personal data and secrets in every place where a client can put one: values
 * and names of fields, headers, query, path, labels, predictions, requests that fail. Afterwards no
 * span, log, metric, page or file of the plugin has one.
 */
class SecretsIT {
  private static final List<String> PAGES =
      List.of("", "/drift", "/quality", "/reference", "/feedback");
  private static final int ROUNDS = 4;

  @TempDir private Path folder;

  @Test
  void nothingIsLeftOfAnyKindWithEverythingDefault() throws IOException, InterruptedException {
    ModelFolder.onnx(folder.resolve("models"), "private")
        .withTranslator(ScriptedTranslator.class)
        .with("observability.reference.capture", "100")
        .with("observability.feedback", "true")
        .with("observability.feedback.lateness", "0")
        .with("observability.feedback.key", "order")
        .with("observability.segments", "region");
    nothingIsLeft("secrets-default", "taken", 0);
  }

  @Test
  void nothingIsLeftOfAnyKindInARedactedInferenceLog() throws IOException, InterruptedException {
    ModelFolder.onnx(folder.resolve("models"), "private")
        .withTranslator(ScriptedTranslator.class)
        .with("observability.inference-log", "events,lines,sagemaker")
        .with("observability.inference-log.rate", "1")
        .with("observability.inference-log.content", "true")
        .with("observability.redact.fields", "comment.person:drop,city:hash,region:mask");
    nothingIsLeft("secrets-logged", "logged", PlantedValue.all().size());
  }

  private void nothingIsLeft(String name, String when, int inferences)
      throws IOException, InterruptedException {
    try (ObservedServer observed =
        ObservedServer.start(name, launcher -> launcher.withModels(folder.resolve("models")))) {
      plant(observed);
      if (when.equals("taken")) {
        await()
            .until(
                () ->
                    JsonParser.parseString(page(observed, "/drift"))
                        .getAsJsonObject()
                        .has("reference"));
      }
      Metrics settled =
          observed.settledMetrics(
              metrics ->
                  metrics.count(
                          "http.server.request.duration",
                          Map.of("http.route", "/predictions/{model}"))
                      > 0);
      await().until(() -> logged(observed) >= inferences);
      Map<String, String> places = places(observed, settled);
      assertThat(heap(observed)).as("what objects of ours hold").isEmpty();
      observed.server().stop();
      places.putAll(files(observed));
      places.put(
          "log",
          observed.server().log().entries().stream().filter(LogEntry::isOurs).toList().toString());
      List<String> found = new ArrayList<>();
      places.forEach(
          (place, text) ->
              PlantedValue.all().stream()
                  .filter(planted -> text.contains(planted.needle()))
                  .forEach(planted -> found.add(planted.kind() + " in " + place)));
      assertThat(found).isEmpty();
    }
  }

  private static long logged(ObservedServer observed) {
    return observed.receiver().logs().stream()
        .filter(log -> log.eventName().equals("djl.serving.inference"))
        .count();
  }

  private static void plant(ObservedServer observed) throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      for (PlantedValue planted : PlantedValue.all()) {
        observed.send(withHeaders(prediction(planted, "echo\": [\"class\"], \"n"), planted));
        if (round == 0) {
          observed.send(withHeaders(prediction(planted, "fail\": \"preprocess\", \"n"), planted));
          observed.send(withHeaders(prediction(planted, "fail\": \"postprocess\", \"n"), planted));
          observed.send(withHeaders(RawRequest.get("/predictions/" + planted.encoded()), planted));
          label(observed, planted);
        }
      }
    }
  }

  /** The name of a field is what a detector must know: nothing else tells that it is none. */
  private static RawRequest prediction(PlantedValue planted, String script) {
    String named = planted.byPattern() ? ", " + planted.json() + ": 1" : "";
    String body =
        "{\"%s\": 1, \"amount\": 1.5, \"comment\": {\"person\": %s}, \"city\": %s, \"order\": %s, \"region\": %s%s}"
            .formatted(
                script,
                planted.json(),
                planted.json(),
                planted.byPattern() ? planted.json() : "\"o\"",
                planted.json(),
                named);
    return RawRequest.postJson("/predictions/private?q=" + planted.encoded(), body);
  }

  private static RawRequest withHeaders(RawRequest request, PlantedValue planted) {
    RawRequest traced = request.header("traceparent", TraceParent.sampledTrace().header());
    return planted.isAscii() && planted.byPattern()
        ? traced
            .header("x-request-id", planted.value())
            .header("user-agent", planted.value())
            .header("x-anything", planted.value())
            .header("class", planted.value())
        : traced.header("class", "yes");
  }

  private static void label(ObservedServer observed, PlantedValue planted) throws IOException {
    if (planted.byPattern()) {
      String labels =
          "[{\"id\": %s, \"label\": %s}, {\"id\": \"no such\", \"label\": %s}]"
              .formatted(planted.json(), planted.json(), planted.json());
      observed.send(
          RawRequest.post(
              "/observability/models/private/feedback",
              "application/json",
              labels.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static String page(ObservedServer observed, String page) throws IOException {
    return observed.send(RawRequest.get("/observability/models/private" + page)).text();
  }

  private static Map<String, String> places(ObservedServer observed, Metrics metrics)
      throws IOException {
    Map<String, String> places = new LinkedHashMap<>();
    places.put("overview", observed.send(RawRequest.get("/observability")).text());
    for (String page : PAGES) {
      places.put("page " + page, page(observed, page));
    }
    places.put("spans", observed.receiver().spans().toString());
    places.put("logs", observed.receiver().logs().toString());
    StringBuilder points = new StringBuilder();
    metrics.names().forEach(metric -> points.append(metrics.points(metric)));
    places.put("metrics", points.toString());
    assertThat(places.get("spans")).contains("/predictions/private");
    return places;
  }

  /**
   * Returns the planted values that are held by the plugin's objects after a full collection, with
   * the way to each. What waits to be sent has been sent, and labels without a prediction are gone.
   */
  private Map<String, String> heap(ObservedServer observed)
      throws IOException, InterruptedException {
    await().atMost(Duration.ofSeconds(60)).until(() -> waitingLabels(observed) == 0);
    Path dump = folder.resolve("heap.hprof");
    JavaProcess.dump(observed.server().pid(), dump.toAbsolutePath());
    OurObjects ours = OurObjects.in(HeapDump.read(dump));
    Files.delete(dump);
    // What is there is found.
    assertThat(ours.holding(List.of("/predictions/{model}"))).hasSize(1);
    return ours.holding(PlantedValue.all().stream().map(PlantedValue::needle).toList());
  }

  private static long waitingLabels(ObservedServer observed) throws IOException {
    JsonObject report = JsonParser.parseString(page(observed, "/feedback")).getAsJsonObject();
    return report.has("labels") ? report.getAsJsonObject("labels").get("waiting").getAsLong() : 0;
  }

  private static Map<String, String> files(ObservedServer observed) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    Path state = observed.server().home().resolve("observability");
    try (Stream<Path> all = Files.walk(state)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(
            state.relativize(file).toString(),
            new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
      }
    }
    assertThat(files).isNotEmpty();
    return files;
  }
}
