package io.github.djlobservability.suite.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.otlp.ReceivedSpan;
import io.github.djlobservability.suite.otlp.SpanTree;
import io.github.djlobservability.suite.translator.ScriptedTranslator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workflow of two models: one of the Python engine echoes its input to one of ONNX. */
class WorkflowIT {

  @TempDir private static Path models;
  private static ObservedServer observed;

  @BeforeAll
  static void start() throws IOException {
    Path folder =
        ModelFolder.workflow(
            models, "chain", List.of("echo", "scripted"), "[\"scripted\", [\"echo\", \"in\"]]");
    ModelFolder.python(folder, "echo");
    ModelFolder.onnx(folder, "scripted")
        .withTranslator(ScriptedTranslator.class)
        .with("observability.inference-log", "events")
        // Else one inference in twenty is logged, whatever became of it.
        .with("observability.inference-log.rate", "0");
    observed = ObservedServer.start("workflow", launcher -> launcher.withModels(models));
  }

  @AfterAll
  static void stop() throws IOException {
    observed.close();
  }

  @Test
  void isOneTraceInWhichEachPartHasItsOwnPhases() throws IOException {
    SpanTree tree = observed.trace(script("{\"rows\": [[1, 2, 3, 4]]}"), 7);
    assertThat(tree.outline())
        .isEqualTo(
            """
            POST /predictions/{model} SERVER
              queue echo INTERNAL
              inference echo INTERNAL
              queue scripted INTERNAL
              preprocess scripted INTERNAL
              inference scripted INTERNAL
              postprocess scripted INTERNAL
            """);
    assertThat(tree.server().attributes())
        .containsEntry("djl.serving.model.name", "chain")
        .containsEntry("http.response.status_code", 200L)
        .doesNotContainKey("djl.serving.batch.size");
    assertThat(tree.childrenOf(tree.server())).allMatch(part -> part.isWithin(tree.server()));
  }

  @Test
  void countsTheFailureOfAPartForThePartAndForTheWorkflow() throws IOException {
    SpanTree tree = observed.trace(script("{\"fail\": \"postprocess\"}"), 7);

    assertThat(tree.server().attributes())
        .containsEntry("djl.serving.model.name", "chain")
        .containsEntry("http.response.status_code", 400L);
    assertThat(tree.spans())
        .filteredOn(span -> span.attribute("error.type") != null)
        .extracting(ReceivedSpan::name)
        .containsExactlyInAnyOrder("POST /predictions/{model}", "postprocess scripted");
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(observed.receiver().logs())
                    .filteredOn(log -> log.eventName().equals("djl.serving.inference"))
                    .singleElement()
                    .satisfies(
                        log ->
                            assertThat(log.attributes())
                                .containsEntry("djl.serving.model.name", "scripted")
                                .containsEntry("djl.serving.inference.reason", "status")
                                .containsEntry("djl.serving.failure.reason", "backend")));
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              assertThat(figure("chain", "requests", "errors")).isEqualTo(1);
              assertThat(figure("scripted", "inferences", "errors")).isEqualTo(1);
            });
    assertThat(figure("echo", "inferences", "errors")).isZero();
    assertThat(figure("echo", "requests", "count")).isZero();
    assertThat(figure("scripted", "requests", "count")).isZero();
    observed
        .receiver()
        .awaitMetrics(
            m ->
                m.count("djl.serving.request.duration", Map.of("djl.serving.model.name", "chain"))
                    > 0);
  }

  private static RawRequest script(String script) {
    return RawRequest.post("/predictions/chain", "text/plain", script.getBytes(UTF_8));
  }

  private static long figure(String model, String group, String name) throws IOException {
    JsonObject overview =
        JsonParser.parseString(observed.send(RawRequest.get("/observability")).text())
            .getAsJsonObject();
    for (JsonElement element : overview.getAsJsonArray("models")) {
      JsonObject figures = element.getAsJsonObject();
      if (figures.get("name").getAsString().equals(model)) {
        return figures.getAsJsonObject(group).get(name).getAsLong();
      }
    }
    return -1;
  }
}
