package io.github.djlobservability.suite.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.fixture.TraceParent;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.otlp.HistogramPoint;
import io.github.djlobservability.suite.otlp.Metrics;
import io.github.djlobservability.suite.otlp.ReceivedSpan;
import io.github.djlobservability.suite.otlp.ReceivedSpan.StatusCode;
import io.github.djlobservability.suite.otlp.SpanTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generative models: what is known of their answers, none of which is kept. */
class GenerationIT {

  private static final String CHAT = "/v1/chat/completions?model_name=tokens";
  private static final String DURATION = "gen_ai.server.request.duration";

  @TempDir private static Path models;
  private static ObservedServer observed;

  @BeforeAll
  static void start() throws IOException {
    ModelFolder.python(models, "tokens");
    ModelFolder.python(models, "quiet").with("observability.gen-ai", "false");
    ModelFolder.python(models, "counted");
    observed = ObservedServer.start("generation", launcher -> launcher.withModels(models));
  }

  @AfterAll
  static void stop() throws IOException {
    observed.close();
  }

  @Test
  void aStreamedChatTellsWhatWasAskedAndWhatWasMade() throws IOException {
    ReceivedSpan server =
        span(
            CHAT,
            "{\"messages\": [{\"role\": \"user\", \"content\": \"confidential\"}], \"model\": \"llama\","
                + " \"stream\": true, \"max_tokens\": 64, \"temperature\": 0.7, \"top_p\": 0.9,"
                + " \"n\": 6, \"delay_ms\": 2, \"usage\": true}");

    assertThat(server.attributes())
        .containsEntry("gen_ai.operation.name", "chat")
        .containsEntry("gen_ai.provider.name", "djl_serving")
        .containsEntry("gen_ai.request.model", "llama")
        .containsEntry("gen_ai.request.stream", true)
        .containsEntry("gen_ai.request.max_tokens", 64L)
        .containsEntry("gen_ai.request.temperature", 0.7)
        .containsEntry("gen_ai.request.top_p", 0.9)
        .containsEntry("gen_ai.request.choice.count", 6L)
        .containsEntry("gen_ai.usage.input_tokens", 3L)
        .containsEntry("gen_ai.usage.output_tokens", 6L)
        .containsEntry("djl.serving.tokens.source", "usage")
        .containsEntry("gen_ai.response.finish_reasons", List.of("stop"))
        .containsKeys("djl.serving.time_to_first_token", "djl.serving.time_per_output_token")
        .doesNotContainKey("error.type");
    assertThat(server.toString()).doesNotContain("confidential").doesNotContain("tok0");
  }

  @Test
  void aStreamThatDoesNotSayHasItsEventsCounted() throws IOException {
    assertThat(span(CHAT, "{\"messages\": [], \"n\": 5, \"delay_ms\": 2}").attributes())
        .containsEntry("gen_ai.operation.name", "chat")
        .containsEntry("gen_ai.request.model", "tokens")
        .containsEntry("gen_ai.usage.output_tokens", 5L)
        .containsEntry("djl.serving.tokens.source", "chunks")
        .doesNotContainKey("gen_ai.usage.input_tokens");
    for (String route : List.of("/predictions/tokens", "/invocations?model_name=tokens")) {
      assertThat(span(route, "{\"n\": 7, \"delay_ms\": 2}").attributes())
          .containsEntry("gen_ai.operation.name", "text_completion")
          .containsEntry("gen_ai.usage.output_tokens", 7L)
          .containsEntry("djl.serving.tokens.source", "chunks");
    }
  }

  @Test
  void anAnswerInOnePieceTellsItsUsage() throws IOException {
    ReceivedSpan server = span(CHAT, "{\"messages\": [], \"n\": 9, \"stream\": false}");

    assertThat(server.attributes())
        .containsEntry("gen_ai.usage.input_tokens", 3L)
        .containsEntry("gen_ai.usage.output_tokens", 9L)
        .containsEntry("djl.serving.tokens.source", "usage")
        .containsEntry("gen_ai.response.finish_reasons", List.of("stop"))
        .doesNotContainKeys("gen_ai.request.stream", "djl.serving.time_to_first_token");
  }

  @Test
  void anErrorInsideAStreamIsAnError() throws IOException {
    ReceivedSpan json =
        span(CHAT, "{\"messages\": [], \"n\": 5, \"delay_ms\": 2, \"error_at\": 3}");
    assertThat(json.status().code()).isEqualTo(StatusCode.ERROR);
    assertThat(json.attributes())
        .containsEntry("error.type", "424")
        .containsEntry("http.response.status_code", 200L)
        .containsEntry("gen_ai.usage.output_tokens", 3L);

    // What the Python engine makes of a generator that throws.
    ReceivedSpan text = span("/predictions/tokens", "{\"n\": 5, \"delay_ms\": 2, \"fail_at\": 2}");
    assertThat(text.status().code()).isEqualTo(StatusCode.ERROR);
    assertThat(text.attributes())
        .containsEntry("error.type", "stream_error")
        .containsEntry("gen_ai.usage.output_tokens", 2L);
  }

  @Test
  void aClientThatLeavesHasWhatWasSentUntilThen() throws IOException {
    TraceParent caller = TraceParent.sampledTrace();
    try (RawConnection connection = RawConnection.open(observed.server().uri())) {
      connection.send(
          RawRequest.postJson(CHAT, "{\"messages\": [], \"n\": 40, \"delay_ms\": 50}")
              .header("traceparent", caller.header()));
      connection.readHead();
      connection.readChunk();
      connection.readChunk();
      connection.reset();
    }

    ReceivedSpan server =
        observed.receiver().awaitTrace(caller.traceId(), SpanTree::hasServer).server();
    assertThat(server.status().code()).isEqualTo(StatusCode.UNSET);
    assertThat(server.attributes())
        .containsEntry("error.type", "client_disconnected")
        .containsEntry("djl.serving.tokens.source", "chunks")
        .containsEntry(
            "gen_ai.usage.output_tokens", server.attribute("djl.serving.response.chunks"))
        .doesNotContainKey("gen_ai.response.finish_reasons");
    assertThat(server.attribute("gen_ai.usage.output_tokens"))
        .asInstanceOf(InstanceOfAssertFactories.LONG)
        .isBetween(2L, 39L);
    observed
        .receiver()
        .awaitMetrics(
            m ->
                m.count(
                        "gen_ai.server.time_to_first_token",
                        Map.of(
                            "djl.serving.model.name",
                            "tokens",
                            "error.type",
                            "client_disconnected"))
                    == 1);
  }

  @Test
  void namesTheAdapterAndNotThatOneChoiceIsWanted() throws IOException {
    RawRequest request =
        RawRequest.postJson(CHAT, "{\"messages\": [], \"n\": 1, \"delay_ms\": 1}")
            .header("X-Amzn-SageMaker-Adapter-Identifier", "de");

    assertThat(observed.trace(request, 1).server().attributes())
        .containsEntry("djl.serving.adapter", "de")
        .doesNotContainKey("gen_ai.request.choice.count");
  }

  @Test
  void isLeftAloneWhereItIsSwitchedOff() throws IOException {
    ReceivedSpan server =
        span("/predictions/quiet", "{\"messages\": [], \"n\": 3, \"delay_ms\": 2}");
    assertThat(server.attributes())
        .containsEntry("djl.serving.response.chunks", 4L)
        .doesNotContainKeys("gen_ai.operation.name", "gen_ai.usage.output_tokens");
  }

  @Test
  void isMeasuredByModelAndError() throws IOException {
    Map<String, Object> ofModel = Map.of("djl.serving.model.name", "counted");
    String target = "/v1/chat/completions?model_name=counted";
    for (int i = 0; i < 3; i++) {
      span(
          target,
          "{\"messages\": [], \"n\": 4, \"delay_ms\": 1, \"usage\": true, \"max_tokens\": 64,"
              + " \"model\": \"m"
              + i
              + "\"}");
    }
    span(target, "{\"messages\": [], \"n\": 4, \"delay_ms\": 1, \"error_at\": 1}");

    Metrics metrics = observed.settledMetrics(m -> m.count(DURATION, ofModel) == 4);
    // What clients call the model makes no series.
    assertThat(metrics.points(DURATION, ofModel))
        .hasSize(2)
        .allMatch(point -> point.has(Map.of("gen_ai.request.model", "counted")));
    assertThat(
            metrics.count(
                DURATION, Map.of("djl.serving.model.name", "counted", "error.type", "424")))
        .isEqualTo(1);
    assertThat(metrics.count("gen_ai.server.time_to_first_token", ofModel)).isEqualTo(3);
    assertThat(metrics.count("gen_ai.server.time_per_output_token", ofModel)).isEqualTo(3);
    assertThat(metrics.count("djl.serving.generation.inter_token_latency", ofModel)).isEqualTo(9);
    assertThat(metrics.count("djl.serving.generation.max_tokens", ofModel)).isEqualTo(3);
    assertThat(metrics.count("djl.serving.generation.choices", ofModel)).isEqualTo(4);
    assertThat(metrics.points("djl.serving.generation.finished", ofModel))
        .allMatch(point -> point.has(Map.of("djl.serving.generation.finish_reason", "stop")));
    assertThat(metrics.value("djl.serving.generation.finished", ofModel)).isEqualTo(3);
    assertThat(metrics.histogram(DURATION, ofModel).orElseThrow().bounds())
        .endsWith(327.68, 655.36);
    assertThat(
            metrics.count(
                "djl.serving.request.duration",
                Map.of("djl.serving.model.name", "counted", "error.type", "424")))
        .isEqualTo(1);
    HistogramPoint read = tokens(metrics, "input", "usage");
    assertThat(read.count()).isEqualTo(3);
    assertThat(read.sum()).isEqualTo(9);
    assertThat(tokens(metrics, "output", "usage").sum()).isEqualTo(12);
    assertThat(tokens(metrics, "output", "chunks").sum()).isEqualTo(1);
    assertThat(read.bounds()).startsWith(1.0, 4.0, 16.0);
    assertThat(observed.send(RawRequest.get("/observability/models/counted")).text())
        .containsPattern("\"generations\":\\s*\\{\\s*\"count\":\\s*4,\\s*\"errors\":\\s*1")
        .containsPattern("\"outputTokens\":\\s*13");
  }

  private static HistogramPoint tokens(Metrics metrics, String type, String source) {
    return metrics
        .histogram(
            "gen_ai.client.token.usage",
            Map.of(
                "djl.serving.model.name",
                "counted",
                "gen_ai.token.type",
                type,
                "djl.serving.tokens.source",
                source))
        .orElseThrow();
  }

  private static ReceivedSpan span(String target, String command) throws IOException {
    return observed.trace(RawRequest.postJson(target, command), 1).server();
  }
}
