package io.github.djlobservability.suite.models;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.server.PluginCommand;
import io.github.djlobservability.suite.server.ServerLauncher;
import io.github.djlobservability.suite.server.ServerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Models as scikit-learn's converter exports them, by the three steps of docs/first-model.md: a
 * reference made of a table, the server, and what its pages say. No drift where there is none, a
 * shift of one standard deviation found, and labels joined.
 */
class FirstModelIT {

  private static final long SEED = 2026;
  private static final int REFERENCE_ROWS = 3_000;
  private static final int REQUESTS = Integer.getInteger("first-model.requests", 600);
  private static final int SHIFTED_REQUESTS = 200;
  private static final int WRONG_EVERY = 10;

  @TempDir private Path models;
  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void threeStepsAreEnough() throws Exception {
    System.out.println("seed " + SEED);
    write("classifier");
    write("columns");
    try (ServerProcess server =
        new ServerLauncher("first-model")
            .withPlugin()
            .forFewRequests()
            .withModels(models)
            .start()) {
      watch(
          server,
          "classifier",
          REQUESTS,
          row -> RawRequest.postJson("/predictions/classifier", row.json()));
      watch(
          server,
          "columns",
          REQUESTS / 2,
          row -> RawRequest.post("/predictions/columns", "tensor/npz", row.npz()));
      server.stop();
      assertThat(server.log().ourProblems())
          .as("nothing but verdicts")
          .allMatch(problem -> problem.logger().endsWith("VerdictTelemetry"));
    }
  }

  private void write(String name) throws IOException, InterruptedException {
    ModelFolder model = ModelFolder.empty(models, name).with("observability.feedback", "true");
    try (InputStream onnx = FirstModelIT.class.getResourceAsStream(name + ".onnx")) {
      Files.copy(Objects.requireNonNull(onnx, name), model.path().resolve(name + ".onnx"));
    }
    List<String> lines = new ArrayList<>(List.of(Applicant.HEADER));
    for (int i = 0; i < REFERENCE_ROWS; i++) {
      Applicant row = Applicant.random(random);
      lines.add(row.csv(truth(row, i)));
    }
    Path csv = Files.write(models.resolveSibling(name + ".csv"), lines);
    PluginCommand.run(
        "profile",
        "--input",
        csv.toString(),
        "--categorical",
        "region",
        "--prediction",
        "label",
        "--score",
        "probability",
        "--target",
        "truth",
        "--output",
        model.path().resolve("reference-profile.json").toString());
  }

  /** One in ten predictions is wrong. */
  private static int truth(Applicant row, int number) {
    return number % WRONG_EVERY == 0 ? 1 - row.label() : row.label();
  }

  private void watch(
      ServerProcess server, String model, int requests, Function<Applicant, RawRequest> request)
      throws IOException {
    StringBuilder labels = new StringBuilder("id,label\n");
    try (RawConnection connection = RawConnection.open(server.uri())) {
      for (int i = 0; i < requests; i++) {
        Applicant row = Applicant.random(random);
        String id = model + i;
        labels.append(id).append(',').append(truth(row, i)).append('\n');
        send(connection, request.apply(row).header("x-request-id", id));
      }
      await().until(() -> items(server, model) == requests);
      assertCompared(page(server, model, "drift"), requests);

      for (int i = 0; i < SHIFTED_REQUESTS; i++) {
        send(connection, request.apply(Applicant.random(random).older()));
      }
    }
    await().until(() -> items(server, model) == requests + SHIFTED_REQUESTS);
    assertThat(page(server, model, "drift").getAsJsonArray("verdicts"))
        .anySatisfy(
            verdict -> {
              assertThat(text(verdict, "feature")).isEqualTo("age");
              assertThat(text(verdict, "status")).isEqualTo("DRIFT");
              assertThat(text(verdict, "kind")).isEqualTo("DATA");
            });
    assertJoined(server, model, requests, labels.toString());
  }

  private static void assertCompared(JsonObject drift, int requests) {
    assertThat(drift.getAsJsonObject("evaluation").get("status").getAsString()).isEqualTo("STABLE");
    assertThat(drift.getAsJsonArray("verdicts")).isEmpty();
    JsonObject coverage = drift.getAsJsonObject("coverage");
    assertThat(coverage.get("compared").getAsInt()).isEqualTo(requests);
    assertThat(coverage.getAsJsonObject("reasons").keySet()).isEmpty();
  }

  private static void assertJoined(ServerProcess server, String model, int requests, String labels)
      throws IOException {
    RawResponse sent =
        RawConnection.exchange(
            server.uri(),
            RawRequest.post(
                "/observability/models/" + model + "/feedback?items=problems",
                "text/csv",
                labels.getBytes(UTF_8)));
    assertThat(JsonParser.parseString(sent.text()).getAsJsonObject().getAsJsonObject("outcomes"))
        .isEqualTo(JsonParser.parseString("{\"matched\": " + requests + "}"));
    await().until(() -> labelled(server, model).get("items").getAsLong() == requests);
    assertThat(labelled(server, model).get("error").getAsDouble()).isEqualTo(1.0 / WRONG_EVERY);
  }

  private static JsonObject labelled(ServerProcess server, String model) throws IOException {
    return page(server, model, "feedback").getAsJsonObject("delays").getAsJsonObject("labelled");
  }

  private static void send(RawConnection connection, RawRequest request) throws IOException {
    RawResponse response = connection.exchange(request);
    assertThat(response.status()).as(response.text()).isEqualTo(200);
  }

  private static String text(JsonElement verdict, String name) {
    return verdict.getAsJsonObject().get(name).getAsString();
  }

  private static long items(ServerProcess server, String model) throws IOException {
    JsonElement evaluation = page(server, model, "drift").get("evaluation");
    return evaluation == null || evaluation.isJsonNull()
        ? 0
        : evaluation.getAsJsonObject().get("itemCount").getAsLong();
  }

  private static JsonObject page(ServerProcess server, String model, String name)
      throws IOException {
    RawResponse response =
        RawConnection.exchange(
            server.uri(), RawRequest.get("/observability/models/" + model + "/" + name));
    assertThat(response.status()).as(response.text()).isEqualTo(200);
    return JsonParser.parseString(response.text()).getAsJsonObject();
  }
}
