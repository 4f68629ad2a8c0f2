package io.github.djlobservability.suite.sagemaker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.suite.BuiltFiles;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import io.github.djlobservability.suite.server.ServerLauncher;
import io.github.djlobservability.suite.server.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin lies in the model's artifact, and all its settings are in the environment. */
class SageMakerIT {
  private static final String SCRAPED = "/server/metrics";
  private static final String ATTRIBUTES = "X-Amzn-SageMaker-Custom-Attributes";
  private static final String LABEL_TOKEN = "the-token-of-a-labeller";
  private static final String READ_TOKEN = "the-token-of-a-reader";
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int ROWS_OF_A_REQUEST = 50;
  private static final int STEADY_REQUESTS = 12;
  private static final int OLDER_REQUESTS = 8;
  private static final int OLDER_BY_YEARS = 25;

  @TempDir private Path folder;

  @Test
  void driftQualityAndLatencyAreScrapedWithinAMinute() throws IOException {
    Path artifact = artifact();
    try (ServerProcess server = container(artifact).start();
        EmulatedEndpoint endpoint = new EmulatedEndpoint(server.uri(), SCRAPED)) {
      long first = System.nanoTime();
      StringBuilder labels = new StringBuilder("id,label\n");
      List<String> rows = Files.readAllLines(BuiltFiles.censusTraffic());
      for (int i = 0; i < STEADY_REQUESTS + OLDER_REQUESTS; i++) {
        int olderBy = i < STEADY_REQUESTS ? 0 : OLDER_BY_YEARS;
        invoke(endpoint, i, rows, olderBy, labels);
      }
      await()
          .atMost(left(first))
          .until(() -> page(endpoint, "GET/models/model/quality", READ_TOKEN).status() == 200);
      await()
          .atMost(left(first))
          .untilAsserted(() -> assertThat(predicted(endpoint)).isEqualTo(items()));
      RawResponse taken =
          send(
              endpoint,
              attributes("POST/models/model/feedback", LABEL_TOKEN)
                  .header("content-type", "text/csv")
                  .body(labels.toString().getBytes(UTF_8)));
      assertThat(taken.status()).as(taken.text()).isEqualTo(200);
      assertThat(taken.text()).contains("\"matched\": " + items());

      await()
          .atMost(left(first))
          .untilAsserted(
              () -> {
                String scraped = send(endpoint, RawRequest.get(SCRAPED)).text();
                assertThat(value(scraped, "djl_serving_drift_status{djl_serving_model_name"))
                    .isEqualTo(3);
                assertThat(value(scraped, "djl_serving_quality_value{", "\"accuracy\""))
                    .isBetween(.5, 1.);
                // Labels and reports are no inferences, though they came the same way.
                assertThat(value(scraped, "djl_serving_request_duration_seconds_count"))
                    .isEqualTo(STEADY_REQUESTS + OLDER_REQUESTS);
              });
    }
  }

  @Test
  void whatIsNoneOfOursStaysAnInvocationAndStrangersReachNothing() throws IOException {
    Path artifact = artifact();
    try (ServerProcess server = container(artifact).start();
        EmulatedEndpoint endpoint = new EmulatedEndpoint(server.uri(), SCRAPED)) {
      RawRequest plain = invocation(0, Files.readAllLines(BuiltFiles.censusTraffic()), 0);
      String reply = send(endpoint, plain).text();
      assertThat(JsonParser.parseString(reply).getAsJsonArray()).hasSize(ROWS_OF_A_REQUEST);
      for (String other :
          List.of("trace=17", "observability=", "observability=up", "observability=PUT/models")) {
        assertThat(send(endpoint, plain.header(ATTRIBUTES, other)).text()).isEqualTo(reply);
      }
      for (String path : List.of("/observability", "/models", "/observability/metrics")) {
        assertThat(send(endpoint, RawRequest.get(path)).status()).as(path).isEqualTo(403);
      }
      assertThat(send(endpoint, RawRequest.get("/ping")).status()).isEqualTo(200);
      String drift = "GET/models/model/drift";
      assertThat(send(endpoint, attributes(drift, "")).status()).isEqualTo(401);
      assertThat(page(endpoint, drift, LABEL_TOKEN).status()).isEqualTo(403);
      assertThat(page(endpoint, drift, READ_TOKEN).status()).isEqualTo(200);
      assertThat(page(endpoint, "POST/models/model/feedback", READ_TOKEN).status()).isEqualTo(403);
      assertThat(page(endpoint, "DELETE/models/model/reference", READ_TOKEN).status())
          .isEqualTo(403);
    }
  }

  private static ServerLauncher container(Path artifact) {
    return new ServerLauncher("sagemaker")
        .forFewRequests()
        .withOpenConnectors()
        .withModels(artifact)
        .withEnvironment(
            Map.of(
                "SERVING_PLUGIN_FOLDER", artifact.resolve("plugins").toString(),
                "SERVING_REQUEST_ID_HEADER_KEY", "X-Amzn-SageMaker-Inference-Id",
                "SERVING_OBSERVABILITY_METRICS_APPEND_TO_SERVER", "true",
                "SERVING_OBSERVABILITY_INVOCATIONS", "true",
                "SERVING_OBSERVABILITY_ACCESS_TOKEN_LABEL", LABEL_TOKEN,
                "SERVING_OBSERVABILITY_ACCESS_TOKEN_READ", READ_TOKEN,
                "SERVING_OBSERVABILITY_FEEDBACK", "true",
                "SERVING_OBSERVABILITY_FEEDBACK_LATENESS", "0",
                "SERVING_OBSERVABILITY_QUALITY_WINDOW", "300"));
  }

  /** A model whose files lie at the root, as in an archive for SageMaker, and the plugin's jar. */
  private Path artifact() throws IOException {
    Path artifact = folder.resolve("model");
    Path from = BuiltFiles.sampleModels().resolve("employment");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, artifact.resolve(from.relativize(file)));
      }
    }
    // DJL looks for a file with the folder's name.
    Files.move(artifact.resolve("employment.onnx"), artifact.resolve("model.onnx"));
    Path plugins = Files.createDirectories(artifact.resolve("plugins"));
    Files.copy(BuiltFiles.pluginJar(), plugins.resolve("observability.jar"));
    return artifact;
  }

  private static void invoke(
      EmulatedEndpoint endpoint, int number, List<String> rows, int olderBy, StringBuilder labels)
      throws IOException {
    RawResponse response = send(endpoint, invocation(number, rows, olderBy));
    assertThat(response.status()).as(response.text()).isEqualTo(200);
    for (int row = 0; row < ROWS_OF_A_REQUEST; row++) {
      String line = rows.get(1 + number * ROWS_OF_A_REQUEST + row);
      labels.append('i').append(number).append('#').append(row).append(',');
      labels.append(line.substring(line.lastIndexOf(',') + 1)).append('\n');
    }
  }

  private static RawRequest invocation(int number, List<String> rows, int olderBy) {
    List<String> columns = List.of(rows.get(0).split(",", -1));
    JsonArray sent = new JsonArray();
    for (int row = 0; row < ROWS_OF_A_REQUEST; row++) {
      String[] values = rows.get(1 + number * ROWS_OF_A_REQUEST + row).split(",", -1);
      JsonObject person = new JsonObject();
      // id and year come before the inputs, the label after them.
      for (int i = 2; i < columns.size() - 1; i++) {
        person.addProperty(columns.get(i), Integer.parseInt(values[i]));
      }
      person.addProperty("AGEP", person.get("AGEP").getAsInt() + olderBy);
      sent.add(person);
    }
    return RawRequest.postJson("/invocations", sent.toString())
        .header("X-Amzn-SageMaker-Inference-Id", "i" + number);
  }

  private static RawRequest attributes(String page, String token) {
    String value = "observability=" + page + (token.isEmpty() ? "" : ";token=" + token);
    return RawRequest.of("POST", "/invocations").header(ATTRIBUTES, value);
  }

  private static RawResponse page(EmulatedEndpoint endpoint, String page, String token)
      throws IOException {
    return send(endpoint, attributes(page, token));
  }

  private static int items() {
    return (STEADY_REQUESTS + OLDER_REQUESTS) * ROWS_OF_A_REQUEST;
  }

  private static long predicted(EmulatedEndpoint endpoint) throws IOException {
    return JsonParser.parseString(page(endpoint, "GET/models/model/quality", READ_TOKEN).text())
        .getAsJsonObject()
        .get("predictedItems")
        .getAsLong();
  }

  private static RawResponse send(EmulatedEndpoint endpoint, RawRequest request)
      throws IOException {
    return RawConnection.exchange(endpoint.uri(), request);
  }

  private static Duration left(long firstNanos) {
    return LIMIT.minusNanos(System.nanoTime() - firstNanos);
  }

  /** Returns the value of the one series that begins so and has these labels. */
  private static double value(String scraped, String begin, String... labels) {
    List<String> found =
        scraped
            .lines()
            .filter(line -> line.startsWith(begin))
            .filter(line -> Stream.of(labels).allMatch(line::contains))
            .toList();
    assertThat(found).as(begin).hasSize(1);
    return Double.parseDouble(found.get(0).substring(found.get(0).lastIndexOf(' ') + 1));
  }
}
