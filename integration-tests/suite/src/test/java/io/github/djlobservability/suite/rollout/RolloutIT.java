package io.github.djlobservability.suite.rollout;

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
import io.github.djlobservability.suite.server.ServerLauncher;
import io.github.djlobservability.suite.server.ServerProcess;
import io.github.djlobservability.suite.translator.ScriptedTranslator;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two versions of a model side by side, ramped up and in shadow, with labels for neither. */
class RolloutIT {
  private static final int REQUESTS = 120;
  private static final String MODEL = "/observability/models/sided";

  @TempDir private Path folder;

  @Test
  void comparesVersionsThatServeSideBySide() throws IOException {
    ModelFolder model =
        ModelFolder.onnx(folder, "scripted")
            .withTranslator(ScriptedTranslator.class)
            .with("observability.feedback", "true")
            .with("observability.values", "all");
    try (ServerProcess server =
        new ServerLauncher("rollout").forFewRequests().withPlugin().withLeakDetection().start()) {
      URI uri = server.uri();
      register(uri, model, "1");
      assertThat(send(uri, RawRequest.get(MODEL + "/rollout")).status()).isEqualTo(404);
      register(uri, model, "2");
      shadow(uri);
      ramp(uri);
      await().until(() -> kept(uri, "1") + kept(uri, "2") == 4 * REQUESTS);
      label(uri);

      JsonObject report = json(uri, MODEL + "/rollout?version=2");
      assertThat(report.get("baseline").getAsString()).isEqualTo("1");
      JsonObject candidate = report.getAsJsonArray("candidates").get(0).getAsJsonObject();
      assertThat(candidate.get("advice").getAsString()).isEqualTo("STOP");
      assertThat(finding(candidate, "WRONG_OF_THE_SAME").get("sentence").getAsString())
          .startsWith("Version 2 makes more errors than version 1, asked the same: 50 % against 0");
      assertThat(finding(candidate, "UNLIKE").get("sentence").getAsString())
          .startsWith("Version 1 and version 2 say the same in 50 % of 120 cases");
      JsonObject wrong = finding(candidate, "WRONG");
      assertThat(wrong.get("result").getAsString()).isEqualTo("WORSE");
      assertThat(wrong.get("baselineItems").getAsInt()).isEqualTo(2 * REQUESTS);
      assertThat(wrong.get("candidateItems").getAsInt()).isEqualTo(2 * REQUESTS);
      await()
          .until(
              () -> {
                JsonObject now = json(uri, MODEL + "/rollout");
                JsonObject of = now.getAsJsonArray("candidates").get(0).getAsJsonObject();
                return finding(of, "FAILED").get("candidateItems").getAsInt() > 50;
              });
      RawRequest page = RawRequest.get(MODEL + "?version=2").header("accept", "text/html");
      assertThat(send(uri, page).text()).contains("id=\"rollout\"", "Version 2 makes more errors");
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> !server.log().linesWith("Model sided:2: stop: Version 2").isEmpty());
      server.stop();
      assertThat(server.log().ourProblems())
          .singleElement()
          .asString()
          .contains("stop: Version 2 makes more errors");
      assertThat(server.log().leaks()).isEmpty();
    }
  }

  /** Asks both the same. */
  private static void shadow(URI uri) throws IOException {
    for (int i = 0; i < REQUESTS; i++) {
      ask(uri, "1", "shadow-" + i, "yes");
      ask(uri, "2", "shadow-" + i, i % 2 == 0 ? "yes" : "no");
    }
  }

  /** Asks whichever version the server picks; they take turns. */
  private static void ramp(URI uri) throws IOException {
    for (int i = 0; i < 2 * REQUESTS; i++) {
      ask(uri, null, "ramp-" + i, "yes");
    }
  }

  private static void ask(URI uri, @Nullable String version, String id, String named)
      throws IOException {
    String target = "/predictions/sided" + (version == null ? "" : "/" + version);
    RawRequest request =
        RawRequest.postJson(target, "{\"echo\": [\"class\"]}")
            .header("x-request-id", id)
            .header("class", named);
    assertThat(send(uri, request).status()).isEqualTo(200);
  }

  /** Sends labels that name no version. */
  private static void label(URI uri) throws IOException {
    StringBuilder csv = new StringBuilder("id,label\n");
    for (int i = 0; i < REQUESTS; i++) {
      csv.append("shadow-").append(i).append(",yes\n");
    }
    for (int i = 0; i < 2 * REQUESTS; i++) {
      csv.append("ramp-").append(i).append(",yes\n");
    }
    RawResponse reply =
        send(uri, RawRequest.post(MODEL + "/feedback", "text/csv", csv.toString().getBytes(UTF_8)));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(JsonParser.parseString(reply.text()).getAsJsonObject().get("outcomes").toString())
        .isEqualTo("{\"matched\":" + 3 * REQUESTS + "}");
  }

  private static JsonObject finding(JsonObject candidate, String quantity) {
    for (JsonElement each : candidate.getAsJsonArray("findings")) {
      if (each.getAsJsonObject().get("quantity").getAsString().equals(quantity)) {
        return each.getAsJsonObject();
      }
    }
    throw new AssertionError("no " + quantity + " in " + candidate);
  }

  private static long kept(URI uri, String version) throws IOException {
    return json(uri, MODEL + "/feedback?version=" + version)
        .getAsJsonObject("predictions")
        .get("kept")
        .getAsLong();
  }

  private static void register(URI uri, ModelFolder model, String version) throws IOException {
    String target =
        "/models?url=%s&model_name=sided&model_version=%s"
            .formatted(URLEncoder.encode(model.url(), UTF_8), version);
    assertThat(send(uri, RawRequest.of("POST", target)).status()).isEqualTo(200);
  }

  private static JsonObject json(URI uri, String target) throws IOException {
    RawResponse response = send(uri, RawRequest.get(target));
    assertThat(response.status()).as(response.text()).isEqualTo(200);
    return JsonParser.parseString(response.text()).getAsJsonObject();
  }

  private static RawResponse send(URI uri, RawRequest request) throws IOException {
    return RawConnection.exchange(uri, request);
  }
}
