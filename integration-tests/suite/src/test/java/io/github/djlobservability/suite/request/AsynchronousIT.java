package io.github.djlobservability.suite.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.djlobservability.suite.fixture.Gates;
import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.fixture.StandardServer;
import io.github.djlobservability.suite.fixture.TraceParent;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import io.github.djlobservability.suite.otlp.ReceivedSpan;
import io.github.djlobservability.suite.otlp.SpanTree;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Requests that are answered with a token, and whose result is fetched later. */
@ExtendWith(StandardServer.class)
class AsynchronousIT {

  private final ObservedServer observed;

  AsynchronousIT(ObservedServer observed) {
    this.observed = observed;
  }

  @Test
  void haveTheModelsWorkInTheirTraceThoughItComesAfterTheAnswer() throws IOException {
    TraceParent caller = TraceParent.sampledTrace();
    RawResponse response;
    ReceivedSpan server;
    try (Gates gates = new Gates()) {
      String script = "{\"waitFor\": \"" + gates.path("go") + "\"}";
      response =
          observed.send(
              RawRequest.postJson("/predictions/scripted", script)
                  .header("x-synchronous", "false")
                  .header("traceparent", caller.header()));
      // The answer is here, and so is its span, before the model may go on.
      server = observed.receiver().awaitTrace(caller.traceId(), 1).server();
    }

    assertThat(server.attributes())
        .containsEntry("djl.serving.request.asynchronous", true)
        .containsEntry("djl.serving.model.name", "scripted")
        .containsEntry("http.response.status_code", 200L);
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
    assertThat(tree.span("postprocess scripted").endNanos()).isGreaterThan(server.endNanos());
    fetch(response.header("x-next-token").orElseThrow());
  }

  private void fetch(String token) {
    RawRequest request =
        RawRequest.postJson("/predictions/scripted", "{}").header("x-starting-token", token);
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> observed.send(request).status() == 200);
  }
}
