package io.github.djlobservability.suite.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.http.ByteComparison;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.model.SuiteModels;
import io.github.djlobservability.suite.model.Tensors;
import io.github.djlobservability.suite.model.TranslatorClasses;
import io.github.djlobservability.suite.server.Installation;
import io.github.djlobservability.suite.server.ServerLauncher;
import io.github.djlobservability.suite.server.ServerProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that a client gets the same bytes with the plugin and without. */
class SameBytesIT {

  private static final float[] ROW = {1, 2, 3, 4};

  @TempDir private static Path folder;
  private static ServerProcess bare;
  private static ObservedServer observed;

  @BeforeAll
  static void start() throws IOException {
    Path models = SuiteModels.write(folder.resolve("models"));
    ModelFolder.python(models, "tokens");
    Path factory = TranslatorClasses.jar(folder.resolve("factory.jar"));
    bare = common(new ServerLauncher("bare").forFewRequests(), models, factory).start();
    // Streams are put together, too, which is to change none of them.
    observed =
        ObservedServer.start(
            "same-bytes",
            launcher ->
                common(launcher, models, factory)
                    .withSetting("observability.reference.capture", "1000")
                    .withSetting("observability.streamed-text", "true"));
  }

  private static ServerLauncher common(ServerLauncher launcher, Path models, Path factory) {
    return launcher
        .withModels(models)
        .withDependency(factory)
        .withPlugin(Installation.current().kservePlugin());
  }

  @AfterAll
  static void stop() throws IOException {
    bare.close();
    observed.close();
  }

  @Test
  void forInferences() throws IOException {
    assertSame(
        Stream.of(
            "/predictions/scripted",
            "/predictions/jar",
            "/predictions/factory",
            "/predictions/stacked",
            "/predictions/padded",
            "/predictions/scripted?some=query",
            "/invocations?model_name=scripted",
            "/models/scripted/invoke",
            "/v1/chat/completions?model_name=scripted"),
        target -> RawRequest.postJson(target, "{\"rows\": [[1, 2, 3, 4]]}"));
    assertSame(
        Stream.of("tensor/npz", "tensor/ndlist"),
        type ->
            RawRequest.post(
                "/predictions/plain",
                type,
                type.endsWith("npz") ? Tensors.npz(ROW, ROW) : Tensors.ndlist(ROW, ROW)));
    assertSame(
        Stream.of("{\"instances\": [[1, 2, 3, 4]]}"),
        json -> RawRequest.postJson("/predictions/plain", json));
  }

  @Test
  void forErrors() throws IOException {
    assertSame(
        Stream.of("preprocess", "inference", "postprocess"),
        phase -> RawRequest.postJson("/predictions/scripted", "{\"fail\": \"" + phase + "\"}"));
    assertSame(
        Stream.of(200, 204, 422, 500, 503, 507),
        code -> RawRequest.postJson("/predictions/scripted", "{\"code\": " + code + "}"));
    assertSame(
        Stream.of(
            "/predictions/nobody",
            "/predictions/scripted/v9",
            "/predictions",
            "/invocations",
            "/models/nobody/invoke",
            "/nobody/listens",
            "/"),
        target -> RawRequest.postJson(target, "{}"));
    assertSame(
        Stream.of("not json", "[]", "{\"rows\": []}"),
        body -> RawRequest.postJson("/predictions/scripted", body));
    assertSame(
        Stream.of("nonsense", "00-1-2-3", ""),
        header -> RawRequest.postJson("/predictions/scripted", "{}").header("traceparent", header));
  }

  @Test
  void forStreams() throws IOException {
    List<String> scripts =
        List.of(
            "{\"chunks\": 1}",
            "{\"chunks\": 5}",
            "{\"chunks\": 20, \"chunkMillis\": 1}",
            "{\"chunks\": 3, \"code\": 507}",
            "{\"chunks\": 20, \"chunkMillis\": 1, \"events\": true}");
    for (String model : List.of("chunked", "published")) {
      assertSame(scripts.stream(), script -> RawRequest.postJson("/predictions/" + model, script));
    }
    assertSame(
        Stream.of("{\"chunks\": 5, \"failAtChunk\": 2}"),
        script -> RawRequest.postJson("/predictions/chunked", script));
    assertSame(
        Stream.of(
            "{\"n\": 4, \"delay_ms\": 5}",
            "{\"n\": 3, \"delay_ms\": 5, \"messages\": []}",
            "{\"n\": 3, \"delay_ms\": 5, \"messages\": [], \"usage\": true}",
            "{\"n\": 3, \"delay_ms\": 5, \"messages\": [], \"error_at\": 2}",
            "{\"n\": 3, \"delay_ms\": 5, \"fail_at\": 2}",
            "{\"n\": 1, \"delay_ms\": 5, \"fail_at\": 0}",
            "{\"n\": 3, \"messages\": [], \"stream\": false}",
            "{\"instances\": [1, {\"fail\": 1}, 3]}"),
        command -> RawRequest.postJson("/predictions/tokens", command));
  }

  @Test
  void forManagementAndOtherPlugins() throws IOException {
    assertSame(
        Stream.of(
            "/ping",
            "/models",
            "/models?limit=2",
            "/models/nobody",
            "/workflows",
            "/v2/health/live",
            "/v2/models/plain/ready",
            "/v2/models/nobody"),
        RawRequest::get);
    assertSame(Stream.of("/", "/predictions/scripted"), target -> RawRequest.of("OPTIONS", target));
    assertSame(Stream.of("/models/scripted"), target -> RawRequest.of("PATCH", target));
    assertSame(
        Stream.of(
            "{\"id\": \"1\", \"inputs\": [{\"name\": \"input\", \"datatype\": \"FP32\","
                + " \"shape\": [1, 4], \"data\": [1, 2, 3, 4]}], \"outputs\": [{\"name\": \"output\"}]}"),
        json -> RawRequest.postJson("/v2/models/plain/infer", json));
  }

  @Test
  void forBigBodies() throws IOException {
    byte[] body = new byte[5_000_000];
    assertSame(
        Stream.of(1, 3_000_000),
        size ->
            RawRequest.post("/predictions/length", "application/octet-stream", body)
                .header("x-answer-bytes", String.valueOf(size)));
    assertSame(
        Stream.of(body),
        bytes -> RawRequest.post("/predictions/length", "application/octet-stream", bytes));
  }

  @Test
  void forTokensOfAsynchronousRequests() throws IOException {
    RawRequest request =
        RawRequest.postJson("/predictions/scripted", "{}")
            .header("x-synchronous", "false")
            .header("x-request-id", "asynchronous");

    assertThat(withoutToken(RawConnection.exchange(observed.server().uri(), request)))
        .isEqualTo(withoutToken(RawConnection.exchange(bare.uri(), request)));
  }

  @Test
  void forPipelinesAndKeepAlive() throws IOException {
    assertThat(pipeline(observed.server().uri())).isEqualTo(pipeline(bare.uri()));
  }

  @Test
  void forWhatIsNotHttp() throws IOException {
    for (String bytes :
        List.of("nonsense\r\n\r\n", "GET / HTTP/9.9.9\r\n\r\n", "POST /ping HTTP/1.0\r\n\r\n")) {
      assertThat(answerTo(observed.server().uri(), bytes)).isEqualTo(answerTo(bare.uri(), bytes));
    }
  }

  /** The token is another in every answer. */
  private static String withoutToken(RawResponse response) {
    String token = response.header("x-next-token").orElseThrow();
    return response.toString().replace(token, "token");
  }

  private static String pipeline(URI server) throws IOException {
    try (RawConnection connection = RawConnection.open(server)) {
      connection.send(
          IntStream.range(0, 10)
              .mapToObj(i -> RawRequest.get("/models").header("x-request-id", "r" + i))
              .toArray(RawRequest[]::new));
      ByteArrayOutputStream raw = new ByteArrayOutputStream();
      for (int i = 0; i < 10; i++) {
        raw.writeBytes(connection.read().raw());
      }
      return raw.toString(UTF_8);
    }
  }

  private static String answerTo(URI server, String bytes) throws IOException {
    try (RawConnection connection = RawConnection.open(server)) {
      connection.sendBytes(bytes.getBytes(UTF_8));
      RawResponse response = connection.read();
      String id = response.header("x-request-id").orElse("none");
      return response.toString().replace(id, "id");
    }
  }

  private static <T> void assertSame(Stream<T> variants, Function<T, RawRequest> request)
      throws IOException {
    assertThat(
            ByteComparison.differences(
                bare.uri(), observed.server().uri(), variants.map(request).toList()))
        .isEmpty();
  }
}
