package io.github.djlobservability.suite.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.fixture.StandardServer;
import io.github.djlobservability.suite.fixture.TraceParent;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import io.github.djlobservability.suite.otlp.ReceivedSpan;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many requests on one connection. */
@ExtendWith(StandardServer.class)
class ConnectionReuseIT {

  private static final int REQUESTS = 20;

  private final ObservedServer observed;

  ConnectionReuseIT(ObservedServer observed) {
    this.observed = observed;
  }

  @Test
  void givesEachRequestItsOwnSpanOneAfterTheOther() throws IOException {
    List<TraceParent> callers = callers();
    try (RawConnection connection = RawConnection.open(observed.server().uri())) {
      for (int i = 0; i < REQUESTS; i++) {
        RawRequest request =
            i % 2 == 0
                ? RawRequest.get("/ping")
                : RawRequest.postJson("/predictions/scripted", "{}");
        connection.exchange(
            request.header("traceparent", callers.get(i).header()).header("x-request-id", "r" + i));
      }
    }

    for (int i = 0; i < REQUESTS; i++) {
      ReceivedSpan server =
          observed.receiver().awaitTrace(callers.get(i).traceId(), i % 2 == 0 ? 1 : 5).server();
      assertThat(server.name()).isEqualTo(i % 2 == 0 ? "GET /ping" : "POST /predictions/{model}");
      assertThat(server.attribute("djl.serving.request.id")).isEqualTo("r" + i);
      assertThat(server.attribute("http.response.status_code")).isEqualTo(200L);
    }
  }

  @Test
  void givesEachRequestItsOwnSpanInAPipeline() throws IOException {
    List<TraceParent> callers = callers();
    try (RawConnection connection = RawConnection.open(observed.server().uri())) {
      connection.send(
          callers.stream()
              .map(caller -> withHeaders(RawRequest.get("/ping"), caller))
              .toArray(RawRequest[]::new));
      for (int i = 0; i < REQUESTS; i++) {
        assertThat(connection.read().status()).isEqualTo(200);
      }
    }

    for (TraceParent caller : callers) {
      ReceivedSpan server = observed.receiver().awaitTrace(caller.traceId(), 1).server();
      assertThat(server.parentSpanId()).isEqualTo(caller.spanId());
      assertThat(server.attribute("http.response.status_code")).isEqualTo(200L);
      assertThat(server.attribute("djl.serving.request.id")).isEqualTo(id(caller));
    }
    awaitNothingActive();
  }

  /** A page is made on another thread than what the server answers at once. */
  @Test
  void givesPagesInTheOrderOfAPipeline() throws IOException {
    List<RawRequest> requests = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      requests.add(RawRequest.get(i % 2 == 0 ? "/observability/openapi.json" : "/ping"));
    }
    try (RawConnection connection = RawConnection.open(observed.server().uri())) {
      connection.send(requests.toArray(RawRequest[]::new));
      for (int i = 0; i < REQUESTS; i++) {
        RawResponse response = connection.read();
        assertThat(response.status()).isEqualTo(200);
        // Only the plugin's pages come with such a policy.
        assertThat(response.header("content-security-policy").isPresent())
            .as("response " + i)
            .isEqualTo(i % 2 == 0);
      }
    }
    awaitNothingActive();
  }

  /**
   * The server answers pipelined inferences in the order in which they end, and some with an error
   * of its own, which closes the connection: every request that gets no response must have an end
   * too.
   */
  @Test
  void leavesNoSpanOpenWhenTheServerEndsAPipeline() throws IOException {
    List<TraceParent> callers = callers();
    List<RawRequest> requests = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      String model = i == REQUESTS / 2 ? "nobody" : "scripted";
      requests.add(withHeaders(RawRequest.postJson("/predictions/" + model, "{}"), callers.get(i)));
    }
    int answers;
    try (RawConnection connection = RawConnection.open(observed.server().uri())) {
      connection.send(requests.toArray(RawRequest[]::new));
      answers = readToTheEnd(connection);
    }
    awaitNothingActive();
    // Spans are exported in the order of their ends: what there is of the pipeline comes before it.
    observed.trace(RawRequest.get("/ping"), 1);

    int answered = 0;
    for (TraceParent caller : callers) {
      List<ReceivedSpan> servers =
          observed.receiver().trace(caller.traceId()).spans().stream()
              .filter(span -> span.kind() == ReceivedSpan.Kind.SERVER)
              .toList();
      assertThat(servers).hasSizeLessThanOrEqualTo(1);
      assertThat(servers)
          .allMatch(span -> id(caller).equals(span.attribute("djl.serving.request.id")));
      answered +=
          (int)
              servers.stream()
                  .filter(s -> s.attribute("http.response.status_code") != null)
                  .count();
    }
    assertThat(answered).isGreaterThanOrEqualTo(answers);
  }

  /** Returns how many answers there were. */
  private static int readToTheEnd(RawConnection connection) throws IOException {
    int answers = 0;
    try {
      while (answers < REQUESTS) {
        connection.read();
        answers++;
      }
    } catch (EOFException | SocketException closedByServer) {
      assertThat(connection.isClosedByServer()).isTrue();
    }
    return answers;
  }

  private static RawRequest withHeaders(RawRequest request, TraceParent caller) {
    return request.header("traceparent", caller.header()).header("x-request-id", id(caller));
  }

  private static String id(TraceParent caller) {
    return "of-" + caller.spanId();
  }

  private static List<TraceParent> callers() {
    List<TraceParent> callers = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      callers.add(TraceParent.sampledTrace());
    }
    return callers;
  }

  private void awaitNothingActive() {
    observed.receiver().awaitMetrics(m -> m.value("http.server.active_requests", Map.of()) == 0);
  }
}
