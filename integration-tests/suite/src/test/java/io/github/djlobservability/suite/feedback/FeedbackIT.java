package io.github.djlobservability.suite.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.suite.feedback.CrashRun.Result;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import io.github.djlobservability.suite.otlp.Metrics;
import io.github.djlobservability.suite.otlp.OtlpReceiver;
import io.github.djlobservability.suite.server.ServerLauncher;
import io.github.djlobservability.suite.server.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels that come later, as a client sends them, and what is left of them after a crash. */
class FeedbackIT {

  private static final Map<String, String> OF_MODEL =
      Map.of("djl.serving.model.name", LabelClient.MODEL);

  @TempDir private Path folder;

  @Test
  void joinsLabelsOfEveryFormatToPredictions() throws IOException {
    Path models = folder.resolve("models");
    LabelClient.writeModel(models);
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ServerProcess server =
            new ServerLauncher("feedback")
                .forFewRequests()
                .withPlugin()
                .withModels(models)
                .withLeakDetection()
                .withSetting("observability.metrics.level", "all")
                .sendingTo(receiver)
                .start()) {
      LabelClient client = new LabelClient(server.uri());
      for (int i = 0; i < 8; i++) {
        RawRequest question = LabelClient.question("r" + i, i < 4 ? "yes" : "no");
        assertThat(client.send(question).status()).isEqualTo(200);
      }
      await().until(() -> client.predictions("kept") == 8);
      sendLabels(client);
      checkReport(client);
      checkRefusals(client);
      checkMetrics(receiver);
      server.stop();
      assertThat(server.log().ourProblems()).isEmpty();
      assertThat(server.log().leaks()).isEmpty();
    }
  }

  private static void sendLabels(LabelClient client) throws IOException {
    JsonObject one = client.labelled("application/json", "{\"id\": \"r0\", \"label\": \"yes\"}");
    assertThat(one.get("received").getAsInt()).isEqualTo(1);
    JsonObject item = one.getAsJsonArray("items").get(0).getAsJsonObject();
    assertThat(item.get("id").getAsString()).isEqualTo("r0");
    assertThat(item.get("outcome").getAsString()).isEqualTo("matched");

    JsonObject many =
        client.labelled(
            "application/json",
            "[{\"id\": \"r0\", \"label\": \"yes\"}, {\"id\": \"r0\", \"label\": \"no\"},"
                + "{\"id\": \"order-r1\", \"label\": \"yes\", \"weight\": 2}, {\"id\": \"r2\"}]");
    assertThat(many.getAsJsonObject("outcomes"))
        .isEqualTo(
            JsonParser.parseString(
                "{\"duplicate\": 1, \"corrected\": 1, \"matched\": 1, \"invalid\": 1}"));
    JsonObject lines =
        client.labelled(
            "application/jsonlines",
            "{\"id\": \"r2\", \"label\": \"yes\"}\n{\"id\": \"nobody\", \"label\": \"yes\"}\n");
    assertThat(LabelClient.outcome(lines, "waiting")).isEqualTo(1);
    JsonObject csv = client.labelled("text/csv", "id,label\nr4,no\nr5,no\nr6#0,yes\n");
    assertThat(LabelClient.outcome(csv, "matched")).isEqualTo(3);
  }

  private static void checkReport(LabelClient client) throws IOException {
    await().until(() -> client.predictions("labelled") == 6);
    JsonObject report = client.report();
    assertThat(report.get("coverage").getAsDouble()).isEqualTo(.75);
    JsonObject delays = report.getAsJsonObject("delays");
    // r0 (corrected to no) and r6 are wrong; r1 counts twice.
    assertThat(delays.getAsJsonObject("labelled").get("error").getAsDouble()).isEqualTo(2 / 7.0);
    assertThat(
            delays
                .getAsJsonObject("predicted")
                .getAsJsonObject("predictions")
                .get("yes")
                .getAsDouble())
        .isEqualTo(.5);
    assertThat(delays.getAsJsonArray("byDelay")).isNotEmpty();
  }

  private static void checkRefusals(LabelClient client) throws IOException {
    RawResponse unreadable = client.label("application/json", "[{\"id\": ");
    assertThat(unreadable.status()).isEqualTo(400);
    assertThat(unreadable.text()).contains("No JSON after item 0");
    assertThat(client.label("text/plain", "r0 yes").status()).isEqualTo(415);
    RawResponse tooLarge = client.label("text/csv", "x".repeat((4 << 20) + 1));
    assertThat(tooLarge.status()).isEqualTo(413);
    assertThat(tooLarge.text()).contains("allowed: up to 4194304");
  }

  private static void checkMetrics(OtlpReceiver receiver) {
    Metrics metrics =
        receiver.awaitMetrics(
            m ->
                !m.points("djl.serving.feedback.coverage", OF_MODEL).isEmpty()
                    && m.value("djl.serving.feedback.coverage", OF_MODEL) == .75
                    && m.count("djl.serving.feedback.delay", OF_MODEL) == 6);
    assertThat(
            metrics.value(
                "djl.serving.feedback.labels", Map.of("djl.serving.feedback.outcome", "matched")))
        .isEqualTo(6);
    assertThat(metrics.value("djl.serving.feedback.waiting", OF_MODEL)).isEqualTo(2);
    receiver.awaitMetrics(
        m ->
            m.count(
                    "http.server.request.duration",
                    Map.of("http.route", "/observability/models/{model}/feedback"))
                > 0);
  }

  /** Killed while predictions and labels come in, a server finds all that was synced. */
  @Test
  void losesNothingThatWasSyncedWhenItIsKilled() throws IOException, InterruptedException {
    Path models = folder.resolve("models");
    LabelClient.writeModel(models);
    Result result = new CrashRun(models, folder.resolve("state"), 1000, 4000).run();
    System.out.println("after kill -9: " + result);
    assertThat(result.syncedJoined()).isEqualTo(result.synced());
    // What was kept joins; of the last requests the client may not have seen the answer.
    assertThat(result.joined()).isBetween((int) result.kept() - 3, (int) result.kept());
    assertThat(result.answered()).isGreaterThan(result.synced());
    assertThat(result.labelsBefore()).isPositive();
  }
}
