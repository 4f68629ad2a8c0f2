package io.github.djlobservability.suite.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.fixture.StandardServer;
import io.github.djlobservability.suite.fixture.TraceParent;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import io.github.djlobservability.suite.otlp.ReceivedSpan;
import io.github.djlobservability.suite.otlp.ReceivedSpan.StatusCode;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks the attributes that the HTTP door writes on the span of a request. */
@ExtendWith(StandardServer.class)
class RequestSpanIT {

  private static final String SCRIPT = "{}";

  private final ObservedServer observed;

  RequestSpanIT(ObservedServer observed) {
    this.observed = observed;
  }

  @Test
  void saysEverythingTheConventionsAskFor() throws IOException {
    TraceParent caller = TraceParent.sampledTrace();
    RawResponse response =
        observed.send(
            RawRequest.postJson("/predictions/scripted?unread=secret", SCRIPT)
                .header("User-Agent", "suite/1")
                .header("x-request-id", "id-1")
                .header("traceparent", caller.header()));

    ReceivedSpan span = observed.receiver().awaitTrace(caller.traceId(), 5).server();
    Map<String, Object> attributes = new TreeMap<>(span.attributes());
    assertThat(attributes.remove("network.peer.port")).isInstanceOf(Long.class);
    assertThat(attributes)
        .isEqualTo(
            Map.ofEntries(
                Map.entry("http.request.method", "POST"),
                Map.entry("http.route", "/predictions/{model}"),
                Map.entry("http.response.status_code", 200L),
                Map.entry("http.request.body.size", 2L),
                Map.entry("http.response.body.size", (long) response.body().length),
                Map.entry("url.path", "/predictions/scripted"),
                Map.entry("url.scheme", "http"),
                Map.entry("server.address", "127.0.0.1"),
                Map.entry("server.port", (long) observed.server().uri().getPort()),
                Map.entry("client.address", "127.0.0.1"),
                Map.entry("network.peer.address", "127.0.0.1"),
                Map.entry("network.protocol.version", "1.1"),
                Map.entry("user_agent.original", "suite/1"),
                Map.entry("djl.serving.request.id", "id-1"),
                Map.entry("djl.serving.model.name", "scripted"),
                Map.entry("djl.serving.device", "cpu"),
                Map.entry("djl.serving.batch.size", 1L),
                Map.entry("djl.serving.items", 1L)));
    assertThat(span.name()).isEqualTo("POST /predictions/{model}");
    assertThat(span.status().code()).isEqualTo(StatusCode.UNSET);
    assertThat(span.events()).isEmpty();
  }

  @Test
  void saysWhichServiceAndPluginMadeIt() throws IOException {
    ReceivedSpan span = observed.trace(RawRequest.get("/ping"), 1).server();

    assertThat(span.scope().name()).isEqualTo("io.github.djlobservability");
    assertThat(span.scope().version()).isNotEmpty();
    assertThat(span.resource())
        .containsEntry("service.name", "djl-serving")
        .containsEntry("djl.serving.version", "0.36.0")
        .containsEntry("telemetry.distro.name", "djl-serving-observability")
        .containsEntry("telemetry.distro.version", span.scope().version())
        .containsEntry("telemetry.sdk.language", "java");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,  /ping,                               GET /ping,                           200",
    "GET,  /models,                             GET /models,                         200",
    "GET,  /models/scripted,                    GET /models/{model},                 200",
    "GET,  /models/nobody,                      GET /models/{model},                 404",
    "GET,  /workflows,                          GET /workflows,                      200",
    "POST, /predictions/scripted,               POST /predictions/{model},           200",
    "PUT,  /predictions/scripted,               PUT /predictions/{model},            200",
    "POST, /predictions/nobody,                 POST /predictions/{model},           404",
    "POST, /predictions/scripted/v9,            POST /predictions/{model}/{version}, 404",
    "POST, /invocations?model_name=scripted,    POST /invocations,                   200",
    "POST, /invocations,                        POST /invocations,                   400",
    "POST, /models/scripted/invoke,             POST /models/{model}/invoke,         200",
    "POST, /v1/chat/completions?model_name=scripted, POST /v1/chat/completions,      200",
    "GET,  /nobody/listens/here,                GET,                                 404",
    "GET,  /predictions,                        GET,                                 404",
  })
  void isNamedByTheTemplateOfTheRoute(String method, String target, String name, int status)
      throws IOException {
    RawRequest request =
        RawRequest.of(method, target)
            .header("Content-Type", "application/json")
            .body(method.equals("GET") ? new byte[0] : SCRIPT.getBytes(UTF_8));

    ReceivedSpan span =
        observed
            .receiver()
            .awaitTrace(traced(request), tree -> tree.spans().stream().anyMatch(this::isServer))
            .server();

    assertThat(span.name()).isEqualTo(name);
    assertThat(span.attribute("http.response.status_code")).isEqualTo((long) status);
    assertThat(span.attribute("http.route"))
        .isEqualTo(name.contains(" ") ? name.substring(name.indexOf(' ') + 1) : null);
    assertThat(span.attribute("url.path")).isEqualTo(target.replaceFirst("\\?.*", ""));
    // A client's mistake is no error of the server's.
    assertThat(span.status().code()).isEqualTo(StatusCode.UNSET);
    assertThat(span.attribute("error.type")).isNull();
  }

  @Test
  void keepsAnUnknownMethodOutOfTheName() throws IOException {
    ReceivedSpan span = observed.trace(RawRequest.of("BREW", "/ping"), 1).server();

    assertThat(span.name()).isEqualTo("HTTP /ping");
    assertThat(span.attributes())
        .containsEntry("http.request.method", "_OTHER")
        .containsEntry("http.request.method_original", "BREW");
  }

  @Test
  void knowsHttp10() throws IOException {
    TraceParent caller = TraceParent.sampledTrace();
    try (RawConnection connection = RawConnection.open(observed.server().uri())) {
      connection.sendBytes(
          ("GET /ping HTTP/1.0\r\ntraceparent: " + caller.header() + "\r\n\r\n").getBytes(UTF_8));
      assertThat(connection.read().status()).isEqualTo(200);
    }

    ReceivedSpan span = observed.receiver().awaitTrace(caller.traceId(), 1).server();
    assertThat(span.attribute("network.protocol.version")).isEqualTo("1.0");
    assertThat(span.attribute("server.address")).isNull();
  }

  @Test
  void isThereForWhatTheServerAnswersBeforeItAsksPlugins() throws IOException {
    // As the first request of a connection the server answers these where no plugin sees them.
    TraceParent first = TraceParent.sampledTrace();
    TraceParent options = TraceParent.sampledTrace();
    TraceParent unparseable = TraceParent.sampledTrace();
    try (RawConnection connection = RawConnection.open(observed.server().uri())) {
      connection.exchange(RawRequest.get("/ping").header("traceparent", first.header()));
      RawRequest description = RawRequest.of("OPTIONS", "/");
      connection.exchange(description.header("traceparent", options.header()));
      connection.sendBytes(
          ("GET /ping HTTP/1.1\r\ntraceparent: " + unparseable.header() + "\r\n: \r\n\r\n")
              .getBytes(UTF_8));
      assertThat(connection.read().status()).isEqualTo(400);
    }

    assertThat(observed.receiver().awaitTrace(options.traceId(), 1).server().name())
        .isEqualTo("OPTIONS /");
    assertThat(observed.receiver().awaitTrace(unparseable.traceId(), 1).server().attributes())
        .containsEntry("http.response.status_code", 400L);
  }

  private boolean isServer(ReceivedSpan span) {
    return span.kind() == ReceivedSpan.Kind.SERVER;
  }

  private String traced(RawRequest request) throws IOException {
    TraceParent caller = TraceParent.sampledTrace();
    observed.send(request.header("traceparent", caller.header()));
    return caller.traceId();
  }
}
