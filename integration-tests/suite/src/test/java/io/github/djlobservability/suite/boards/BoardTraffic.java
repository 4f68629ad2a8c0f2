package io.github.djlobservability.suite.boards;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.programs.ScriptedNvml;
import io.github.djlobservability.suite.BuiltFiles;
import io.github.djlobservability.suite.demo.CensusFile;
import io.github.djlobservability.suite.demo.CensusRow;
import io.github.djlobservability.suite.fixture.Gates;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.server.ServerLauncher;
import io.github.djlobservability.suite.server.ServerProcess;
import io.github.djlobservability.suite.translator.ScriptedTranslator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A server on which everything happens that dashboards and alerts tell of: drift, labels, tokens,
 * failures, a full queue, a reference that can't be used, graphics cards. What was sent is counted.
 */
final class BoardTraffic implements AutoCloseable {
  /** The model whose figures are held to what was sent. */
  static final String MODEL = "employment";

  private static final String REFERENCE = "reference-profile.json";
  private static final long SEED = 20_161;
  private static final int STEADY = 600;
  private static final int OLDER = 300;
  private static final int ROWS_OF_A_REQUEST = 50;
  private static final int OTHERS = 40;
  private static final int TOKENS = 6;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final List<String> CARD =
      List.of(
          "driver 570.1",
          "devices 1",
          "uuid.0 GPU-aaaa",
          "memory.0 1000 10",
          "utilization.0 50 10");

  private final ServerProcess server;
  private int requests;
  private int items;
  private int labels;

  private BoardTraffic(ServerProcess server) {
    this.server = server;
  }

  /**
   * Starts the server.
   *
   * @param telemetry where metrics and traces go, as variables of the environment
   */
  static BoardTraffic start(Path folder, Map<String, String> telemetry)
      throws IOException, InterruptedException {
    System.out.println("seed " + SEED);
    Path models = folder.resolve("models");
    copyEmployment(models);
    // Nothing that comes to it has to do with this reference.
    Path scripted =
        ModelFolder.onnx(models, "scripted").withTranslator(ScriptedTranslator.class).path();
    Files.copy(models.resolve(MODEL).resolve(REFERENCE), scripted.resolve(REFERENCE));
    ModelFolder.python(models, "tokens");
    Path broken = ModelFolder.onnx(models, "broken").with("engine", "OnnxRuntime").path();
    Files.writeString(broken.resolve(REFERENCE), "{");
    ScriptedNvml nvml = ScriptedNvml.compile(folder, "nvml");
    nvml.says(CARD);
    ServerProcess server =
        new ServerLauncher("boards")
            .forFewRequests()
            .withPlugin()
            .withModels(models)
            .withEnvironment(telemetry)
            .withSetting("job_queue_size", "1")
            .withSetting(
                "observability.metrics.include",
                "djl.serving.batch.size,djl.serving.item.cpu.time,djl.serving.feedback.delay")
            .withSetting("observability.metrics.series", "1000")
            .withSetting("observability.gpu.library", nvml.library().toString())
            .withSetting("observability.drift.expected-run-time", "100000")
            .withSetting("observability.drift.histograms", "true")
            .withSetting("observability.feedback", "true")
            .withSetting("observability.feedback.lateness", "0")
            .withSetting("observability.quality.window", "300")
            .withSetting("observability.segments", "SEX")
            .withSetting("observability.slo.latency", "p99<200ms")
            .withSetting("observability.slo.availability", "99.9%")
            .start();
    return new BoardTraffic(server);
  }

  private static void copyEmployment(Path models) throws IOException {
    Path from = BuiltFiles.sampleModels().resolve(MODEL);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path to = models.resolve(MODEL).resolve(from.relativize(file));
        Files.createDirectories(to.getParent());
        if (Files.isRegularFile(file)) {
          Files.copy(file, to);
        }
      }
    }
  }

  /** Sends something of all that is told of. */
  void send() throws IOException {
    people();
    others();
    tokens();
    fullQueue();
  }

  private void people() throws IOException {
    String drift = "/observability/models/" + MODEL + "/drift";
    // What comes before the reference has been read is not looked at.
    await().atMost(PATIENCE).until(() -> json(drift).has("reference"));
    List<CensusRow> rows = new ArrayList<>(CensusFile.read(BuiltFiles.censusTraffic(), SEED));
    for (int i = STEADY; i < STEADY + OLDER; i++) {
      rows.set(i, rows.get(i).older(30));
    }
    StringBuilder csv = new StringBuilder("id,label\n");
    for (int from = 0; from < STEADY + OLDER; from += ROWS_OF_A_REQUEST) {
      JsonArray body = new JsonArray();
      for (CensusRow row : rows.subList(from, from + ROWS_OF_A_REQUEST)) {
        body.add(row.json());
      }
      String id = "r" + requests;
      succeed(
          RawRequest.postJson("/predictions/" + MODEL, body.toString()).header("x-request-id", id));
      requests++;
      items += ROWS_OF_A_REQUEST;
      for (int i = 0; i < ROWS_OF_A_REQUEST; i++) {
        csv.append(id).append('#').append(i).append(',').append(i % 2).append('\n');
        labels++;
      }
    }
    succeed(
        RawRequest.postJson("/observability/models/" + MODEL + "/features/SEX/mute?hours=1", ""));
    String quality = "/observability/models/" + MODEL + "/quality";
    await().atMost(PATIENCE).until(() -> json(quality).get("predictedItems").getAsInt() == items);
    succeed(
        RawRequest.post(
            "/observability/models/" + MODEL + "/feedback",
            "text/csv",
            csv.toString().getBytes(UTF_8)));
    await().atMost(PATIENCE).until(() -> json(quality).get("labelledItems").getAsInt() == labels);
  }

  private void others() throws IOException {
    for (int i = 0; i < OTHERS; i++) {
      succeed(RawRequest.postJson("/predictions/scripted", "{}"));
    }
    exchange(RawRequest.postJson("/predictions/scripted", "{\"fail\": \"inference\"}"));
  }

  private void tokens() throws IOException {
    String chat = "/v1/chat/completions?model_name=tokens";
    succeed(
        RawRequest.postJson(
            chat,
            "{\"messages\": [], \"stream\": true, \"n\": %d, \"delay_ms\": 2, \"usage\": true}"
                .formatted(TOKENS)));
    exchange(
        RawRequest.postJson(
            chat, "{\"messages\": [], \"n\": 5, \"delay_ms\": 2, \"error_at\": 3}"));
  }

  private void fullQueue() throws IOException {
    try (RawConnection busy = RawConnection.open(server.uri())) {
      try (Gates gates = new Gates()) {
        busy.send(
            RawRequest.postJson(
                "/predictions/scripted",
                "{\"touch\": \"%s\", \"waitFor\": \"%s\"}"
                    .formatted(gates.path("begun"), gates.path("go"))));
        gates.awaitTouched("begun");
        assertThat(exchange(RawRequest.postJson("/predictions/scripted", "{}")).status())
            .isEqualTo(503);
      }
      assertThat(busy.read().status()).isEqualTo(200);
    }
  }

  private void succeed(RawRequest request) throws IOException {
    RawResponse response = exchange(request);
    assertThat(response.status()).describedAs(response.text()).isEqualTo(200);
  }

  private RawResponse exchange(RawRequest request) throws IOException {
    return RawConnection.exchange(server.uri(), request);
  }

  private JsonObject json(String page) throws IOException {
    return JsonParser.parseString(exchange(RawRequest.get(page)).text()).getAsJsonObject();
  }

  /** Returns how many requests {@link #MODEL} got. */
  int requests() {
    return requests;
  }

  /** Returns how many items it computed. */
  int items() {
    return items;
  }

  /** Returns how many labels its predictions got. */
  int labels() {
    return labels;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
