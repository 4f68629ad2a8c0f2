package io.github.djlobservability.suite.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.suite.fixture.Gates;
import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.fixture.StandardServer;
import io.github.djlobservability.suite.fixture.TraceParent;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.otlp.ReceivedSpan;
import io.github.djlobservability.suite.otlp.ReceivedSpan.StatusCode;
import io.github.djlobservability.suite.otlp.SpanTree;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that do not wait for their answer. */
@ExtendWith(StandardServer.class)
class ClientGoneIT {

  private static final Map<String, String> POSTS = Map.of("http.request.method", "POST");

  private final ObservedServer observed;

  ClientGoneIT(ObservedServer observed) {
    this.observed = observed;
  }

  @ParameterizedTest
  @ValueSource(strings = {"chunked", "published"})
  void endTheSpanInTheMiddleOfAStream(String model) throws IOException {
    TraceParent caller = TraceParent.sampledTrace();
    ReceivedSpan server;
    try (Gates gates = new Gates();
        RawConnection connection = RawConnection.open(observed.server().uri())) {
      String script = "{\"chunks\": 4, \"gate\": \"%s\"}".formatted(gates.path("part"));
      connection.send(traced("/predictions/" + model, script, caller));
      gates.open("part0");
      connection.readHead();
      connection.readChunk();
      connection.reset();
      server = observed.receiver().awaitTrace(caller.traceId(), 5).server();
    }

    assertGone(server);
    assertThat(server.attributes())
        .containsEntry("http.response.status_code", 200L)
        .containsEntry("djl.serving.response.chunks", 1L);
    awaitNothingActive();
  }

  @Test
  void endTheSpanOfAStreamThatFellSilent() throws IOException {
    TraceParent caller = TraceParent.sampledTrace();
    String script = "{\"chunks\": 4, \"failAtChunk\": 1}";
    try (RawConnection connection = RawConnection.open(observed.server().uri())) {
      connection.send(traced("/predictions/published", script, caller));
      connection.readHead();
      connection.readChunk();
    }

    assertGone(observed.receiver().awaitTrace(caller.traceId(), 5).server());
    awaitNothingActive();
  }

  @Test
  void endTheSpanWhileTheModelComputes() throws IOException {
    TraceParent caller = TraceParent.sampledTrace();
    ReceivedSpan server;
    try (Gates gates = new Gates();
        RawConnection connection = RawConnection.open(observed.server().uri())) {
      connection.send(traced("/predictions/scripted", held(gates), caller));
      gates.awaitTouched("begun");
      connection.reset();
      server = observed.receiver().awaitTrace(caller.traceId(), 1).server();
    }

    assertGone(server);
    assertThat(server.attributes())
        .containsEntry("djl.serving.model.name", "scripted")
        .doesNotContainKey("http.response.status_code");
    // The model finishes all the same, and its work belongs to the trace.
    SpanTree tree = observed.receiver().awaitTrace(caller.traceId(), 5);
    assertThat(tree.childrenOf(server))
        .extracting(ReceivedSpan::name)
        .containsExactly(
            "queue scripted", "preprocess scripted", "inference scripted", "postprocess scripted");
    awaitNothingActive();
  }

  @Test
  void endTheSpanInTheQueueWhereTheServerDropsTheirRequest() throws IOException {
    TraceParent first = TraceParent.sampledTrace();
    TraceParent second = TraceParent.sampledTrace();
    try (Gates gates = new Gates();
        RawConnection busy = RawConnection.open(observed.server().uri());
        RawConnection waiting = RawConnection.open(observed.server().uri())) {
      busy.send(traced("/predictions/scripted", held(gates), first));
      gates.awaitTouched("begun");
      waiting.send(traced("/predictions/scripted", "{}", second));
      observed.receiver().awaitMetrics(m -> m.value("http.server.active_requests", POSTS) == 2);
      waiting.reset();
      assertGone(observed.receiver().awaitTrace(second.traceId(), 1).server());
      gates.open("go");
      assertThat(busy.read().status()).isEqualTo(200);
    }

    // Whatever the second request had left would be exported before what comes after it.
    observed.trace(RawRequest.postJson("/predictions/scripted", "{}"), 5);
    assertThat(observed.receiver().trace(second.traceId()).spans()).hasSize(1);
    awaitNothingActive();
  }

  private static RawRequest traced(String target, String script, TraceParent caller) {
    return RawRequest.postJson(target, script).header("traceparent", caller.header());
  }

  /** Returns a script that says when the model has begun, and waits. */
  private static String held(Gates gates) {
    return "{\"touch\": \"%s\", \"waitFor\": \"%s\"}"
        .formatted(gates.path("begun"), gates.path("go"));
  }

  private static void assertGone(ReceivedSpan server) {
    assertThat(server.attribute("error.type")).isEqualTo("client_disconnected");
    assertThat(server.status().code()).isEqualTo(StatusCode.UNSET);
  }

  private void awaitNothingActive() {
    observed.receiver().awaitMetrics(m -> m.value("http.server.active_requests", POSTS) == 0);
  }
}
