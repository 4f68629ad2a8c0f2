package io.github.djlobservability.suite.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.fixture.TraceParent;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.otlp.ReceivedLog;
import io.github.djlobservability.suite.otlp.ReceivedSpan;
import io.github.djlobservability.suite.translator.ScriptedTranslator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks which inferences are logged, and that each belongs to the span of its request. */
class InferenceLogIT {
  @TempDir private Path folder;

  @Test
  void logsWhatSucceedsAndWhatFailsInTheTraceOfItsRequest() throws IOException {
    ModelFolder.onnx(folder.resolve("models"), "logged")
        .withTranslator(ScriptedTranslator.class)
        .with("observability.drift", "false")
        .with("observability.inference-log", "events,lines")
        .with("observability.inference-log.rate", "1");
    try (ObservedServer observed =
        ObservedServer.start(
            "inference-log", launcher -> launcher.withModels(folder.resolve("models")))) {
      JsonObject good = logged(observed, "{\"n\": 1}", "rate");
      assertThat(good.get("status").getAsInt()).isEqualTo(200);
      assertThat(good.getAsJsonObject("input").get("n").getAsInt()).isEqualTo(1);
      assertThat(good.getAsJsonObject("output").has("outputs")).isTrue();

      JsonObject thrown = logged(observed, "{\"n\": 2, \"fail\": \"postprocess\"}", "status");
      assertThat(thrown.get("status").getAsInt()).isEqualTo(400);
      assertThat(thrown.get("failure").getAsString()).isEqualTo("backend");
      assertThat(thrown.getAsJsonObject("input").get("n").getAsInt()).isEqualTo(2);
      assertThat(thrown.get("output").toString()).doesNotContain("asked to fail");

      JsonObject said = logged(observed, "{\"n\": 3, \"code\": 507}", "status");
      assertThat(said.get("status").getAsInt()).isEqualTo(507);
      assertThat(said.getAsJsonObject("input").get("n").getAsInt()).isEqualTo(3);
      assertThat(lines(observed)).as("each inference once").hasSize(3);
    }
  }

  private static JsonObject logged(ObservedServer observed, String body, String why)
      throws IOException {
    TraceParent caller = TraceParent.sampledTrace();
    observed.send(
        RawRequest.postJson("/predictions/logged", body)
            .header("traceparent", caller.header())
            .header("tracestate", "congo=t61rcWkgMzE")
            .header("x-request-id", "r-" + why));
    ReceivedSpan server =
        observed.receiver().awaitTrace(caller.traceId(), tree -> tree.hasServer()).server();
    await().until(() -> events(observed, caller).size() == 1);
    ReceivedLog event = events(observed, caller).get(0);
    assertThat(event.spanId()).isEqualTo(server.spanId());
    assertThat(event.attributes())
        .containsEntry("djl.serving.inference.reason", why)
        .containsEntry("djl.serving.inference.trace_state", "congo=t61rcWkgMzE")
        .containsEntry("djl.serving.request.id", "r-" + why);
    await().until(() -> lines(observed, caller).size() == 1);
    JsonObject line = lines(observed, caller).get(0);
    assertThat(line.get("span_id").getAsString()).isEqualTo(server.spanId());
    assertThat(line.get("request_id").getAsString()).isEqualTo("r-" + why);
    assertThat(line.get("why").getAsString()).isEqualTo(why);
    return line;
  }

  private static List<ReceivedLog> events(ObservedServer observed, TraceParent caller) {
    return observed.receiver().logs().stream()
        .filter(log -> log.eventName().equals("djl.serving.inference"))
        .filter(log -> log.traceId().equals(caller.traceId()))
        .toList();
  }

  private static List<JsonObject> lines(ObservedServer observed, TraceParent caller) {
    return lines(observed).stream()
        .filter(line -> line.get("trace_id").getAsString().equals(caller.traceId()))
        .toList();
  }

  private static List<JsonObject> lines(ObservedServer observed) {
    List<JsonObject> lines = new ArrayList<>();
    Path state = observed.server().home().resolve("observability");
    try (Stream<Path> all = Files.walk(state)) {
      for (Path file : all.filter(path -> path.toString().endsWith(".jsonl")).toList()) {
        Files.readAllLines(file)
            .forEach(line -> lines.add(JsonParser.parseString(line).getAsJsonObject()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }
}
