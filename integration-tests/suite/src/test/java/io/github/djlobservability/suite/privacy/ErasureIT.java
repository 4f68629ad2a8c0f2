package io.github.djlobservability.suite.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.otlp.ReceivedLog;
import io.github.djlobservability.suite.translator.ScriptedTranslator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that nothing is left of somebody who wants to be forgotten, and all of the others. */
class ErasureIT {
  private static final List<String> PAGES =
      List.of("", "/drift", "/quality", "/reference", "/feedback", "/requests");
  private static final int REFERENCE = 100;

  @TempDir private Path folder;

  @Test
  void nothingIsLeftOfACustomerInFilesAndPages() throws IOException {
    ModelFolder.onnx(folder.resolve("models"), "forgetting")
        .withTranslator(ScriptedTranslator.class)
        .with("observability.reference.capture", Integer.toString(REFERENCE))
        .with("observability.feedback", "true")
        .with("observability.feedback.key", "customer")
        .with("observability.inference-log", "lines,sagemaker")
        .with("observability.inference-log.rate", "1");
    try (ObservedServer observed =
        ObservedServer.start(
            "erasure", launcher -> launcher.withModels(folder.resolve("models")))) {
      for (int i = 0; i < REFERENCE; i++) {
        predict(observed, "first-" + i, "first");
      }
      await().until(() -> page(observed, "/drift").contains("\"reference\""));
      predict(observed, "leaver-1", "customer-leaver");
      predict(observed, "stayer-1", "customer-stayer");
      predict(observed, "leaver-2", "customer-leaver");
      fail(observed, "leaver-1", "customer-leaver");
      fail(observed, "stayer-1", "customer-stayer");
      label(observed, "leaver-1");
      label(observed, "stayer-1");
      await().until(() -> page(observed, "/requests").contains("leaver-1"));

      JsonObject erased = erase(observed, "customer-leaver");

      assertThat(erased.get("predictions").getAsInt()).isEqualTo(2);
      assertThat(erased.get("inferences").getAsInt()).as("three, in two forms").isEqualTo(6);
      assertThat(erased.get("requests").getAsInt()).isPositive();
      assertThat(places(observed, "leaver")).isEmpty();
      assertThat(places(observed, "stayer")).contains("page /requests").hasSizeGreaterThan(3);
      await().until(() -> !managed(observed).isEmpty());
      assertThat(managed(observed))
          .singleElement()
          .satisfies(
              event -> {
                assertThat(event.body()).contains("forgetting: erase what is kept of somebody");
                assertThat(event.toString()).doesNotContain("leaver");
              });
      observed.server().stop();
      assertThat(observed.server().log().ourProblems()).isEmpty();
      assertThat(observed.server().log().entries().toString()).doesNotContain("leaver");
      assertThat(files(observed, "leaver")).as("state that is saved at the end").isEmpty();
      assertThat(files(observed, "stayer")).isNotEmpty();
    }
  }

  private static JsonObject erase(ObservedServer observed, String id) throws IOException {
    String path = "/observability/models/forgetting/feedback";
    assertThat(observed.send(RawRequest.of("DELETE", path)).status()).isEqualTo(400);
    return JsonParser.parseString(observed.send(RawRequest.of("DELETE", path + "?id=" + id)).text())
        .getAsJsonObject();
  }

  private static void predict(ObservedServer observed, String request, String customer)
      throws IOException {
    String body = "{\"echo\": [\"class\"], \"amount\": 1.5, \"customer\": \"" + customer + "\"}";
    observed.send(
        RawRequest.postJson("/predictions/forgetting", body)
            .header("x-request-id", request)
            .header("class", "yes"));
  }

  private static void fail(ObservedServer observed, String request, String customer)
      throws IOException {
    observed.send(
        RawRequest.postJson(
                "/predictions/forgetting",
                "{\"fail\": \"postprocess\", \"customer\": \"" + customer + "\"}")
            .header("x-request-id", request));
  }

  private static void label(ObservedServer observed, String request) throws IOException {
    String label = "{\"id\": \"" + request + "\", \"label\": \"yes\"}";
    observed.send(
        RawRequest.post(
            "/observability/models/forgetting/feedback",
            "application/json",
            label.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<ReceivedLog> managed(ObservedServer observed) {
    return observed.receiver().logs().stream()
        .filter(log -> log.eventName().equals("djl.serving.observability.managed"))
        .toList();
  }

  private static String page(ObservedServer observed, String page) throws IOException {
    return observed.send(RawRequest.get("/observability/models/forgetting" + page)).text();
  }

  private static List<String> places(ObservedServer observed, String text) throws IOException {
    List<String> places = files(observed, text);
    for (String page : PAGES) {
      // Pages are kept for a moment; a parameter makes another one.
      if (page(observed, page + "?of=" + text.hashCode()).contains(text)) {
        places.add("page " + page);
      }
    }
    return places;
  }

  private static List<String> files(ObservedServer observed, String text) throws IOException {
    List<String> files = new ArrayList<>();
    Path state = observed.server().home().resolve("observability");
    try (Stream<Path> all = Files.walk(state)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
          files.add(state.relativize(file).toString());
        }
      }
    }
    return files;
  }
}
