package io.github.djlobservability.suite.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.fixture.TraceParent;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.otlp.SpanTree;
import io.github.djlobservability.suite.server.LogEntry;
import io.github.djlobservability.suite.translator.ScriptedTranslator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings of single models; {@link ServerConfigurationIT} has those of the server. */
class ConfigurationIT {

  private static final String ERRORS = "djl.serving.observability.configuration.errors";

  @TempDir private static Path models;
  private static ObservedServer observed;

  @BeforeAll
  static void start() throws IOException {
    scripted("off").with("observability.enabled", "false");
    scripted("unsampled").with("observability.sampling", "0");
    scripted("coarse").with("observability.span-detail", "request");
    scripted("wrong")
        .with("observability.span-detail", "everything")
        .with("observability.colour", "blue");
    observed = ObservedServer.start("configuration", launcher -> launcher.withModels(models));
  }

  @AfterAll
  static void stop() throws IOException {
    observed.close();
  }

  @Test
  void aModelThatIsOffLeavesNoTrace() throws IOException {
    TraceParent caller = TraceParent.sampledTrace();
    RawRequest request = RawRequest.postJson("/predictions/off", "{}");
    assertThat(observed.send(request.header("traceparent", caller.header())).status())
        .isEqualTo(200);
    // What the request had left would be exported before this.
    observed.trace(RawRequest.postJson("/predictions/coarse", "{}"), 1);

    assertThat(observed.receiver().trace(caller.traceId()).spans()).isEmpty();
    assertThat(
            observed.receiver().metrics().instruments().stream()
                .flatMap(each -> observed.receiver().metrics().points(each.name()).stream())
                .filter(point -> point.has(Map.of("djl.serving.model.name", "off"))))
        .isEmpty();
  }

  @Test
  void aModelMayTraceTheRequestsOfTracedCallersOnly() throws IOException {
    RawRequest request = RawRequest.postJson("/predictions/unsampled", "{}");
    SpanTree traced = observed.trace(request, 5);
    for (int i = 0; i < 5; i++) {
      observed.send(request);
    }

    Map<String, String> ofModel = Map.of("djl.serving.model.name", "unsampled");
    observed.receiver().awaitMetrics(m -> m.count("djl.serving.request.duration", ofModel) == 6);
    observed.trace(RawRequest.get("/ping"), 1);
    assertThat(traced.spans()).hasSize(5);
    assertThat(observed.receiver().spans())
        .filteredOn(span -> "/predictions/unsampled".equals(span.attribute("url.path")))
        .hasSize(1);
  }

  @Test
  void aModelMayDoWithoutSpansOfItsPhases() throws IOException {
    SpanTree tree = observed.trace(RawRequest.postJson("/predictions/coarse", "{}"), 1);
    observed.trace(RawRequest.get("/ping"), 1);

    assertThat(observed.receiver().trace(tree.server().traceId()).spans()).hasSize(1);
    assertThat(tree.server().attributes())
        .containsEntry("djl.serving.items", 1L)
        .containsEntry("djl.serving.batch.size", 1L);
    Map<String, String> ofModel = Map.of("djl.serving.model.name", "coarse");
    observed.receiver().awaitMetrics(m -> m.count("djl.serving.inference.duration", ofModel) > 0);
  }

  @Test
  void aWrongSettingIsSaidEverywhereAndTheModelServes() throws IOException {
    // Its own value being wrong, the server's is in force.
    assertThat(observed.trace(RawRequest.postJson("/predictions/wrong", "{}"), 5).spans())
        .hasSize(5);
    observed.receiver().awaitMetrics(m -> m.value(ERRORS, Map.of()) == 2);
    List<LogEntry> logged = observed.server().log().ourProblems();
    assertThat(logged)
        .anyMatch(entry -> says(entry.text(), "observability.span-detail", "everything", "phases"))
        .anyMatch(
            entry -> says(entry.text(), "observability.colour", "is no setting", "observability."));
    assertThat(listedErrors())
        .anyMatch(error -> error.contains("observability.span-detail"))
        .anyMatch(error -> error.contains("observability.colour"))
        .hasSize(2);
  }

  private static boolean says(String message, String key, String value, String allowed) {
    return message.contains("wrong")
        && message.contains(key)
        && message.contains(value)
        && message.contains(allowed);
  }

  private static List<String> listedErrors() throws IOException {
    JsonObject overview =
        JsonParser.parseString(observed.send(RawRequest.get("/observability")).text())
            .getAsJsonObject();
    JsonArray errors = overview.getAsJsonObject("configuration").getAsJsonArray("errors");
    return errors.asList().stream().map(JsonElement::toString).toList();
  }

  private static ModelFolder scripted(String name) throws IOException {
    return ModelFolder.onnx(models, name).withTranslator(ScriptedTranslator.class);
  }
}
