package io.github.djlobservability.suite.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.fixture.TraceParent;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.otlp.ReceivedSpan;
import io.github.djlobservability.suite.otlp.SpanTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Models of the Python engine: no Java translator runs, so their phases are queue and inference.
 */
class PythonModelIT {

  @TempDir private static Path models;
  private static ObservedServer observed;

  @BeforeAll
  static void start() throws IOException {
    ModelFolder.python(models, "tokens");
    observed = ObservedServer.start("python", launcher -> launcher.withModels(models));
  }

  @AfterAll
  static void stop() throws IOException {
    observed.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/predictions/tokens,                        POST /predictions/{model},",
    "/invocations?model_name=tokens,             POST /invocations,",
    "/v1/chat/completions?model_name=tokens,     POST /v1/chat/completions, messages",
  })
  void streamUnderOneSpan(String target, String name, String format) throws IOException {
    TraceParent caller = TraceParent.sampledTrace();
    String messages = format == null ? "" : ", \"messages\": []";
    RawResponse response =
        observed.send(
            RawRequest.postJson(target, "{\"n\": 5, \"delay_ms\": 1" + messages + "}")
                .header("traceparent", caller.header()));
    assertThat(response.status()).isEqualTo(200);

    SpanTree tree = observed.receiver().awaitTrace(caller.traceId(), 3);
    ReceivedSpan server = tree.server();
    assertThat(tree.outline())
        .isEqualTo(name + " SERVER\n  queue tokens INTERNAL\n  inference tokens INTERNAL\n");
    assertThat(server.events())
        .extracting(ReceivedSpan.Event::name)
        .containsExactly("djl.serving.response.first_byte");
    assertThat(server.attributes())
        .containsEntry("djl.serving.model.name", "tokens")
        .containsEntry("djl.serving.batch.size", 1L)
        .containsEntry("djl.serving.device", "cpu")
        .containsEntry("djl.serving.response.chunks", (long) response.chunks().size())
        .containsEntry("http.response.body.size", (long) response.body().length)
        .containsEntry("http.response.status_code", 200L);
  }

  @Test
  void sayThatItWasTheirFailureWhenTheyFail() throws IOException {
    SpanTree tree =
        observed.trace(RawRequest.postJson("/predictions/tokens", "{\"raise\": \"no\"}"), 3);

    assertThat(tree.server().attribute("http.response.status_code")).isEqualTo(424L);
    assertThat(tree.server().attribute("error.type")).isEqualTo("424");
    assertThat(tree.server().attribute("djl.serving.failure.reason")).isEqualTo("backend");
    assertThat(tree.span("inference tokens").attribute("error.type")).isEqualTo("424");
  }

  @Test
  void haveTheMetricsOfTheirRequests() throws IOException {
    observed.send(RawRequest.postJson("/predictions/tokens", "{\"n\": 2, \"delay_ms\": 1}"));

    Map<String, String> ofModel = Map.of("djl.serving.model.name", "tokens");
    observed
        .receiver()
        .awaitMetrics(
            m ->
                m.count("djl.serving.request.duration", ofModel) > 0
                    && m.count("djl.serving.response.time_to_first_byte", ofModel) > 0
                    && m.count("djl.serving.queue.duration", ofModel) > 0
                    && m.count("djl.serving.inference.duration", ofModel) > 0
                    && m.count("djl.serving.batch.size", ofModel) > 0);
  }
}
