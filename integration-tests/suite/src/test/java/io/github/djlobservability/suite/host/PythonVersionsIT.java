package io.github.djlobservability.suite.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.otlp.ReceivedSpan;
import io.github.djlobservability.suite.server.Installation;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Models of the Python engine that have several versions, which the server takes in turn, or are a
 * part of a workflow: what they take in and give out is theirs, and so are the labels.
 */
class PythonVersionsIT {
  private static final int REQUESTS = 10;
  private static final String VERSION = "djl.serving.model.version";

  @TempDir private static Path folder;
  private static Path response;
  private static ObservedServer observed;

  @BeforeAll
  static void start() throws IOException {
    response = Files.writeString(folder.resolve("response.json"), "{\"predicted\": 4.5}");
    Path models = Files.createDirectory(folder.resolve("models"));
    python(models, "first");
    Path flow = ModelFolder.workflow(models, "flow", "0.1", List.of("part"), "[\"part\", \"in\"]");
    python(flow, "part");
    observed =
        ObservedServer.start(
            "python-versions",
            launcher ->
                launcher
                    .withModels(models)
                    .withPlugin(Installation.current().kservePlugin())
                    .withSetting("observability.untraced-paths", "/predictions/untraced*"));
    Path others = Files.createDirectory(folder.resolve("others"));
    register(python(others, "second"), "first", "v2");
    register(python(others, "one"), "pair", "1");
    register(python(others, "two"), "pair", "2");
    register(python(others, "three"), "untraced", "1");
    register(python(others, "four"), "untraced", "2");
  }

  @AfterAll
  static void stop() throws IOException {
    observed.close();
  }

  private static ModelFolder python(Path store, String name) throws IOException {
    return ModelFolder.respondingPython(store, name)
        .with("observability.feedback", "true")
        .with("observability.feedback.lateness", "0");
  }

  private static void register(ModelFolder model, String name, String version) throws IOException {
    String target =
        "/models?url=%s&model_name=%s&model_version=%s"
            .formatted(URLEncoder.encode(model.url(), UTF_8), name, version);
    assertThat(observed.send(RawRequest.of("POST", target)).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"first, , v2", "pair, 1, 2"})
  void aLabelFindsThePredictionOfTheVersionThatServedIt(
      String model, @Nullable String one, String other) throws IOException {
    send("/predictions/" + model, model);
    Set<String> servedByOne = servedBy(model, one);
    Set<String> servedByOther = servedBy(model, other);
    assertThat(servedByOne).hasSize(REQUESTS / 2);
    assertThat(servedByOther).hasSize(REQUESTS / 2).doesNotContainAnyElementsOf(servedByOne);

    awaitPredictions(model, one, REQUESTS / 2);
    awaitPredictions(model, other, REQUESTS / 2);
    assertThat(labelled(model, other)).isEqualTo(servedByOther);
    // Without a version they go to both, and those of the other have theirs.
    assertThat(labelled(model, one)).isEqualTo(servedByOne);
  }

  @Test
  void aLabelFindsThePredictionOfAPartOfAWorkflow() throws IOException {
    send("/predictions/flow", "flow");
    awaitPredictions("part", null, REQUESTS);
    assertThat(labelled("part", null)).hasSize(REQUESTS);
  }

  @Test
  void theResultOfAnAsynchronousRequestIsOfTheVersionThatServedIt() throws IOException {
    long before = predictions("pair", "1") + predictions("pair", "2");
    RawRequest later = request("/predictions/pair", "later").header("x-synchronous", "false");
    assertThat(observed.send(later).status()).isEqualTo(200);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> predictions("pair", "1") + predictions("pair", "2") == before + 1);
  }

  @Test
  void whereNobodyCanTellTheVersionThatIsSaid() throws IOException {
    send("/predictions/untraced", "untraced");
    observed
        .receiver()
        .awaitMetrics(
            m ->
                m.value(
                        "djl.serving.coverage.items",
                        Map.of(
                            "djl.serving.model.name",
                            "untraced",
                            "djl.serving.coverage.outcome",
                            "version"))
                    == REQUESTS);
    assertThat(json("/observability").getAsJsonArray("notLookedInto"))
        .anySatisfy(
            one ->
                assertThat(one.toString())
                    .contains("\"model\":\"untraced\"", "\"count\":" + REQUESTS, "no version"));
    assertThat(predictions("untraced", "1") + predictions("untraced", "2")).isZero();

    send("/predictions/untraced/2", "named");
    awaitPredictions("untraced", "2", REQUESTS);
  }

  private static void send(String target, String prefix) throws IOException {
    for (int i = 0; i < REQUESTS; i++) {
      assertThat(observed.send(request(target, prefix + "-" + i)).status()).isEqualTo(200);
    }
  }

  private static RawRequest request(String target, String id) {
    return RawRequest.postJson(target, "{\"a\": 1}")
        .header("x-request-id", id)
        .header("x-respond-with", response.toString());
  }

  /** Returns the ids of the requests whose spans say so. */
  private static Set<String> servedBy(String model, @Nullable String version) {
    return observed
        .receiver()
        .awaitSpans(spans -> ofModel(spans.stream(), model).count() >= REQUESTS)
        .stream()
        .filter(span -> isOf(span, model))
        .filter(span -> Objects.equals(span.attribute(VERSION), version))
        .map(span -> String.valueOf(span.attribute("djl.serving.request.id")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<ReceivedSpan> ofModel(Stream<ReceivedSpan> spans, String model) {
    return spans.filter(span -> isOf(span, model));
  }

  private static boolean isOf(ReceivedSpan span, String model) {
    String id = String.valueOf(span.attribute("djl.serving.request.id"));
    return span.name().startsWith("POST ") && id.startsWith(model + "-");
  }

  private static void awaitPredictions(String model, @Nullable String version, long count) {
    await().atMost(Duration.ofSeconds(60)).until(() -> predictions(model, version) >= count);
  }

  private static long predictions(String model, @Nullable String version) throws IOException {
    return json(feedback(model, version, "?"))
        .getAsJsonObject("predictions")
        .get("kept")
        .getAsLong();
  }

  /** Sends a label for each request to a version, and returns which found their prediction. */
  private static Set<String> labelled(String model, @Nullable String version) throws IOException {
    String prefix = model.equals("part") ? "flow" : model;
    String labels =
        IntStream.range(0, REQUESTS)
            .mapToObj(i -> "{\"id\": \"%s-%d\", \"label\": 4}".formatted(prefix, i))
            .collect(Collectors.joining(", ", "[", "]"));
    RawResponse reply =
        observed.send(RawRequest.postJson(feedback(model, version, "?items=all"), labels));
    Set<String> found = new TreeSet<>();
    for (JsonElement element :
        JsonParser.parseString(reply.text()).getAsJsonObject().getAsJsonArray("items")) {
      JsonObject item = element.getAsJsonObject();
      if (item.get("outcome").getAsString().equals("matched")) {
        found.add(item.get("id").getAsString());
      }
    }
    return found;
  }

  private static String feedback(String model, @Nullable String version, String query) {
    String target = "/observability/models/" + model + "/feedback" + query;
    return version == null ? target : target + "&version=" + version;
  }

  private static JsonObject json(String target) throws IOException {
    return JsonParser.parseString(observed.send(RawRequest.get(target)).text()).getAsJsonObject();
  }
}
