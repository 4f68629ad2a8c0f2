package io.github.djlobservability.suite.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.fixture.StandardServer;
import io.github.djlobservability.suite.fixture.TraceParent;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import io.github.djlobservability.suite.model.ScriptedResponse;
import io.github.djlobservability.suite.otlp.ReceivedSpan;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which span a request's span belongs under. */
@ExtendWith(StandardServer.class)
class ParentIT {

  private final ObservedServer observed;

  ParentIT(ObservedServer observed) {
    this.observed = observed;
  }

  @Test
  void isTheCallersSpan() throws IOException {
    TraceParent caller = TraceParent.sampledTrace();
    observed.send(
        RawRequest.postJson("/predictions/scripted", "{}")
            .header("traceparent", caller.header())
            .header("tracestate", "vendor=value"));

    ReceivedSpan server = observed.receiver().awaitTrace(caller.traceId(), 5).server();
    assertThat(server.parentSpanId()).isEqualTo(caller.spanId());
    assertThat(server.traceState()).isEqualTo("vendor=value");
  }

  @Test
  void isNobodyWithoutACaller() throws IOException {
    ReceivedSpan server = onlySpanOf(RawRequest.get("/ping"));

    assertThat(server.hasParent()).isFalse();
    assertThat(server.traceId()).matches("(?!0{32})[0-9a-f]{32}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nonsense", "00-00000000000000000000000000000000-0000000000000000-01", "00-1-2-3"})
  void isNobodyWhenTheHeaderIsWrong(String header) throws IOException {
    assertThat(onlySpanOf(RawRequest.get("/ping").header("traceparent", header)).hasParent())
        .isFalse();
  }

  @Test
  void isNotFollowedWhenTheCallerDoesNotSample() throws IOException {
    TraceParent caller = TraceParent.unsampledTrace();
    observed.send(
        RawRequest.postJson("/predictions/scripted", "{}").header("traceparent", caller.header()));
    // Spans are exported in the order of their ends: once this one is there, the others would be.
    onlySpanOf(RawRequest.get("/ping"));

    assertThat(observed.receiver().trace(caller.traceId()).spans()).isEmpty();
  }

  @Test
  void reachesTheModelAsTheRequestsSpan() throws IOException {
    TraceParent caller = TraceParent.sampledTrace();
    RawResponse response =
        observed.send(
            RawRequest.postJson(
                    "/predictions/scripted",
                    "{\"echo\": [\"traceparent\", \"tracestate\", \"baggage\"]}")
                .header("traceparent", caller.header())
                .header("tracestate", "vendor=value")
                .header("baggage", "tenant=7"));

    ReceivedSpan server = observed.receiver().awaitTrace(caller.traceId(), 5).server();
    ScriptedResponse seen = ScriptedResponse.parse(response.text());
    assertThat(seen.echoed("traceparent"))
        .isEqualTo("00-" + caller.traceId() + "-" + server.spanId() + "-01");
    assertThat(seen.echoed("tracestate")).isEqualTo("vendor=value");
    assertThat(seen.echoed("baggage")).isEqualTo("tenant=7");
  }

  /** Finds the span by the request id, as its trace is not known beforehand. */
  private ReceivedSpan onlySpanOf(RawRequest request) throws IOException {
    String id = UUID.randomUUID().toString();
    observed.send(request.header("x-request-id", id));
    List<ReceivedSpan> found =
        observed.receiver().awaitSpans(spans -> !withId(spans, id).isEmpty());
    assertThat(withId(found, id)).hasSize(1);
    return withId(found, id).get(0);
  }

  private static List<ReceivedSpan> withId(List<ReceivedSpan> spans, String id) {
    return spans.stream()
        .filter(span -> id.equals(span.attribute("djl.serving.request.id")))
        .toList();
  }
}
