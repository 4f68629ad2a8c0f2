package io.github.djlobservability.suite.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.suite.fixture.Gates;
import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.otlp.ReceivedSpan;
import io.github.djlobservability.suite.otlp.ReceivedSpan.StatusCode;
import io.github.djlobservability.suite.otlp.SpanTree;
import io.github.djlobservability.suite.translator.ScriptedTranslator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A model that has more work than it may queue. */
class QueueFullIT {

  @TempDir private Path models;

  @ParameterizedTest
  @CsvSource({"503, ERROR", "429, UNSET"})
  void refusesWithASpanThatSaysWhichModel(int status, StatusCode spanStatus) throws IOException {
    ModelFolder.onnx(models, "scripted").withTranslator(ScriptedTranslator.class);
    try (ObservedServer observed =
            ObservedServer.start(
                "full",
                launcher ->
                    launcher
                        .withModels(models)
                        .withSetting("job_queue_size", "1")
                        .withSetting("throttle_error_http_code", String.valueOf(status)));
        RawConnection busy = RawConnection.open(observed.server().uri())) {
      SpanTree refused;
      try (Gates gates = new Gates()) {
        busy.send(
            RawRequest.postJson(
                "/predictions/scripted",
                "{\"touch\": \"%s\", \"waitFor\": \"%s\"}"
                    .formatted(gates.path("begun"), gates.path("go"))));
        gates.awaitTouched("begun");
        refused = observed.trace(RawRequest.postJson("/predictions/scripted", "{}"), 1);
      }
      assertThat(busy.read().status()).isEqualTo(200);

      assertThat(refused.spans()).hasSize(1);
      ReceivedSpan server = refused.server();
      assertThat(server.status().code()).isEqualTo(spanStatus);
      assertThat(server.attributes())
          .containsEntry("http.response.status_code", (long) status)
          .containsEntry("djl.serving.model.name", "scripted");
      assertThat(server.attributes())
          .containsEntry("error.type", String.valueOf(status))
          .containsEntry("djl.serving.failure.reason", "rejected");
      Map<String, String> refusal =
          Map.of("djl.serving.model.name", "scripted", "error.type", String.valueOf(status));
      observed.receiver().awaitMetrics(m -> m.count("djl.serving.request.duration", refusal) == 1);
    }
  }
}
