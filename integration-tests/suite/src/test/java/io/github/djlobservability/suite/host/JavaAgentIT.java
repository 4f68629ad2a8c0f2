package io.github.djlobservability.suite.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.suite.BuiltFiles;
import io.github.djlobservability.suite.fixture.Gates;
import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.fixture.TraceParent;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.otlp.Instrument;
import io.github.djlobservability.suite.otlp.Metrics;
import io.github.djlobservability.suite.otlp.ReceivedSpan;
import io.github.djlobservability.suite.otlp.ReceivedSpan.Kind;
import io.github.djlobservability.suite.otlp.ReceivedSpan.StatusCode;
import io.github.djlobservability.suite.otlp.SpanTree;
import io.github.djlobservability.suite.translator.ChunkedTranslator;
import io.github.djlobservability.suite.translator.ScriptedTranslator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With the OpenTelemetry Java agent in the server: its span of a request is the only one. */
class JavaAgentIT {

  @TempDir private static Path models;
  private static ObservedServer observed;

  @BeforeAll
  static void start() throws IOException {
    ModelFolder.onnx(models, "scripted").withTranslator(ScriptedTranslator.class);
    ModelFolder.onnx(models, "chunked").withTranslator(ChunkedTranslator.class);
    ModelFolder.python(models, "tokens");
    observed =
        ObservedServer.start(
            "java-agent",
            launcher ->
                launcher
                    .withModels(models)
                    .withJvmOption("-javaagent:" + BuiltFiles.javaAgent())
                    .withEnvironment("OTEL_SERVICE_NAME", "by-the-agent"));
  }

  @AfterAll
  static void stop() throws IOException {
    observed.close();
  }

  @Test
  void theAgentsSpanHasOurNameOurAttributesAndOurChildren() throws IOException {
    TraceParent caller = TraceParent.sampledTrace();
    observed.send(
        RawRequest.postJson("/predictions/scripted", "{}").header("traceparent", caller.header()));

    SpanTree tree = observed.receiver().awaitTrace(caller.traceId(), 5);
    assertThat(tree.outline())
        .isEqualTo(
            """
            POST /predictions/{model} SERVER
              queue scripted INTERNAL
              preprocess scripted INTERNAL
              inference scripted INTERNAL
              postprocess scripted INTERNAL
            """);
    ReceivedSpan server = tree.server();
    assertThat(server.scope().name()).startsWith("io.opentelemetry.netty");
    assertThat(server.parentSpanId()).isEqualTo(caller.spanId());
    assertThat(server.attributes())
        .containsEntry("http.route", "/predictions/{model}")
        .containsEntry("http.response.status_code", 200L)
        .containsEntry("djl.serving.model.name", "scripted")
        .containsEntry("djl.serving.device", "cpu")
        .containsEntry("djl.serving.batch.size", 1L)
        .containsEntry("djl.serving.items", 1L);
    assertThat(tree.childrenOf(server))
        .extracting(span -> span.scope().name())
        .containsOnly("io.github.djlobservability");
    assertThat(server.resource()).containsEntry("service.name", "by-the-agent");
  }

  @Test
  void aStreamIsDescribedOnTheAgentsSpan() throws IOException {
    SpanTree tree =
        observed.trace(RawRequest.postJson("/predictions/chunked", "{\"chunks\": 4}"), 5);

    assertThat(tree.server().attributes())
        .containsEntry("djl.serving.response.chunks", 4L)
        .containsEntry("http.response.body.size", 28L);
    assertThat(tree.server().attributes()).containsKey("djl.serving.response.first_byte_time");
  }

  @Test
  void anErrorIsOneOnTheAgentsSpan() throws IOException {
    SpanTree tree =
        observed.trace(RawRequest.postJson("/predictions/scripted", "{\"code\": 507}"), 5);

    assertThat(tree.server().status().code()).isEqualTo(StatusCode.ERROR);
    assertThat(tree.server().attributes())
        .containsEntry("http.response.status_code", 507L)
        .containsEntry("error.type", "507");
  }

  @ParameterizedTest
  @ValueSource(strings = {"chunked", "scripted"})
  void aClientThatLeftHasModelAndErrorOnTheAgentsSpan(String model) throws IOException {
    TraceParent caller = TraceParent.sampledTrace();
    ReceivedSpan server;
    try (Gates gates = new Gates();
        RawConnection connection = RawConnection.open(observed.server().uri())) {
      connection.send(
          RawRequest.postJson("/predictions/" + model, script(model, gates))
              .header("traceparent", caller.header()));
      if (model.equals("chunked")) {
        gates.open("part0");
        connection.readHead();
        connection.readChunk();
      } else {
        gates.awaitTouched("begun");
      }
      connection.reset();
      server = observed.receiver().awaitTrace(caller.traceId(), SpanTree::hasServer).server();
      gates.open("go");
    }

    assertThat(server.attributes())
        .containsEntry("djl.serving.model.name", model)
        .containsEntry("http.route", "/predictions/{model}")
        .containsEntry("djl.serving.failure.reason", "cancelled");
    // The agent has a word of its own for it, and the last one.
    assertThat(server.attribute("error.type")).isIn("client_disconnected", "_OTHER");
  }

  /** Returns a script that waits, where it says so, in the middle of a stream or of a model. */
  private static String script(String model, Gates gates) {
    return model.equals("chunked")
        ? "{\"chunks\": 4, \"gate\": \"%s\"}".formatted(gates.path("part"))
        : "{\"touch\": \"%s\", \"waitFor\": \"%s\"}"
            .formatted(gates.path("begun"), gates.path("go"));
  }

  @Test
  void theAgentsMetricsHaveTheRoute() throws IOException {
    observed.trace(RawRequest.postJson("/predictions/scripted", "{}"), 5);

    Map<String, String> route = Map.of("http.route", "/predictions/{model}");
    Metrics metrics =
        observed.receiver().awaitMetrics(m -> m.count("http.server.request.duration", route) > 0);
    assertThat(metrics.instruments())
        .filteredOn(instrument -> instrument.name().equals("http.server.request.duration"))
        .extracting(Instrument::scope)
        .singleElement()
        .asString()
        .startsWith("io.opentelemetry.netty");
  }

  @Test
  void rowsOfAPythonModelAreInTheMetricsAlone() throws IOException {
    List<ReceivedSpan> servers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      servers.add(
          observed
              .trace(
                  RawRequest.postJson(
                      "/predictions/tokens", "{\"instances\": [{\"x\": 1}, {\"x\": 2}]}"),
                  3)
              .server());
    }

    Metrics metrics =
        observed
            .receiver()
            .awaitMetrics(
                m ->
                    m.value("djl.serving.items", Map.of("djl.serving.model.name", "tokens")) >= 10);
    assertThat(metrics.value("djl.serving.items", Map.of("djl.serving.model.name", "tokens")))
        .isEqualTo(10);
    assertThat(servers)
        .allSatisfy(span -> assertThat(span.attributes()).doesNotContainKey("djl.serving.items"));
  }

  @Test
  void everySpanOfOursIsInTheTraceOfTheAgents() throws IOException {
    SpanTree tree = observed.trace(RawRequest.postJson("/predictions/scripted", "{}"), 5);

    assertThat(tree.server().scope().name()).startsWith("io.opentelemetry.netty");
    assertThat(observed.receiver().spans())
        .filteredOn(span -> span.scope().name().equals("io.github.djlobservability"))
        .isNotEmpty()
        .allSatisfy(span -> assertThat(span.hasParent()).as(span.name()).isTrue());
  }

  @Test
  void requestsAreCountedOnceAndModelsByUs() throws IOException {
    for (int i = 0; i < 3; i++) {
      observed.trace(RawRequest.get("/models"), 1);
    }

    long gets =
        observed.receiver().spans().stream()
            .filter(span -> span.kind() == Kind.SERVER && span.name().startsWith("GET /"))
            .count();
    assertThat(gets).isGreaterThan(3);
    Map<String, String> ofGets = Map.of("http.request.method", "GET");
    Metrics metrics =
        observed
            .receiver()
            .awaitMetrics(m -> m.count("http.server.request.duration", ofGets) >= gets);
    assertThat(metrics.count("http.server.request.duration", ofGets)).isEqualTo(gets);
    assertThat(metrics.value("djl.serving.model.loaded", Map.of())).isEqualTo(3);
  }

  @Test
  void theJvmIsTheAgentsToMeasureAndTheProcessOurs() throws IOException {
    Metrics metrics =
        observed
            .receiver()
            .awaitMetrics(
                m ->
                    !m.points("jvm.memory.used").isEmpty()
                        && !m.points("process.memory.usage").isEmpty());

    assertThat(metrics.instruments())
        .filteredOn(instrument -> instrument.scope().equals("io.github.djlobservability"))
        .extracting(Instrument::name)
        .contains("process.memory.usage")
        .noneMatch(name -> name.startsWith("jvm."));
  }
}
