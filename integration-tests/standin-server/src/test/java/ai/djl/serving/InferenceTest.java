package ai.djl.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.serving.models.ModelManager;
import ai.djl.serving.wlm.WorkerPool;
import ai.djl.util.JsonUtils;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Checks the server's responses to inference requests, and which of them a plugin sees. */
@Timeout(60)
class InferenceTest {

  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.get();
  }

  @BeforeEach
  void forget() {
    WatchedMessages.SEEN.clear();
  }

  @Test
  void aPlainAnswerIsOneMessageForAPlugin() throws Exception {
    HttpResponse<String> response =
        server.post("/predictions/echo", "hello", "x-request-id", "id7");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("hello");
    assertThat(response.headers().map())
        .containsEntry("x-request-id", List.of("id7"))
        .containsEntry("pragma", List.of("no-cache"))
        .containsEntry("connection", List.of("keep-alive"))
        .containsEntry("content-length", List.of("5"));
    assertThat(seen(2)).containsExactly("AggregatedFullHttpRequest 5", "DefaultFullHttpResponse 5");
  }

  @Test
  void aStreamIsAHeadThenChunksThenAnEmptyOneThenTheEnd() throws Exception {
    HttpResponse<String> response =
        server.post("/predictions/stream", "{\"n\": 2, \"delay_ms\": 1}");

    assertThat(response.body()).hasLineCount(2).contains("tok0").contains("tok1");
    assertThat(response.headers().map())
        .containsEntry("transfer-encoding", List.of("chunked"))
        .containsEntry("content-type", List.of("application/jsonlines"));
    assertThat(seen(6))
        .containsExactly(
            "AggregatedFullHttpRequest 23",
            "DefaultHttpResponse",
            "DefaultHttpContent 27",
            "DefaultHttpContent 27",
            "DefaultHttpContent 0",
            "Last 0");
  }

  @Test
  void aPublishedStreamComesWhole() throws Exception {
    HttpResponse<String> response =
        server.post("/predictions/stream", "{\"n\": 3, \"delay_ms\": 1, \"publish\": true}");

    assertThat(response.body()).hasLineCount(3).endsWith("tok2\"}\n");
  }

  @Test
  void aStreamOfOneChunkIsAPlainAnswer() throws Exception {
    HttpResponse<String> response = server.post("/predictions/stream", "{\"n\": 0}");

    assertThat(response.headers().map()).containsEntry("content-length", List.of("0"));
    assertThat(seen(2)).contains("DefaultFullHttpResponse 0");
  }

  @Test
  void aStreamThatStallsIsCutOff() {
    String body = "{\"n\": 3, \"delay_ms\": 1, \"stall_at\": 1}";

    assertThatThrownBy(() -> server.post("/predictions/stream", body))
        .isInstanceOf(IOException.class);
  }

  @Test
  void errorsAreJsonAndCloseTheConnection() throws Exception {
    assertError(server.get("/predictions/none"), 404, "ModelNotFoundException");
    assertError(server.get("/nowhere"), 404, "ResourceNotFoundException");
    assertError(server.delete("/models"), 405, "MethodNotAllowedException");
    assertError(server.post("/invocations", "{}"), 400, "BadRequestException");
    HttpResponse<String> garbage =
        server.post("/predictions/single", "{", "Content-Type", "application/json");
    assertError(garbage, 400, "TranslateException");
  }

  private static void assertError(HttpResponse<String> response, int code, String type) {
    JsonObject body = JsonUtils.GSON.fromJson(response.body(), JsonObject.class);
    assertThat(response.statusCode()).isEqualTo(code);
    assertThat(body.get("code").getAsInt()).isEqualTo(code);
    assertThat(body.get("type").getAsString()).isEqualTo(type);
    assertThat(response.headers().map()).containsEntry("connection", List.of("close"));
  }

  @Test
  void anOutputsErrorKeepsItsCodeAndMessage() throws Exception {
    HttpResponse<String> response = server.post("/predictions/echo", "{\"raise\": \"no\"}");

    assertThat(response.statusCode()).isEqualTo(424);
    assertThat(response.body()).contains("\"invoke handler failure\"").contains("\"no\"");
  }

  /** With a delay of seconds, the two are answered at once only if they fill a batch. */
  @Test
  void twoRequestsFillABatch() throws Exception {
    try (NDManager manager = NDManager.newBaseManager("OnnxRuntime")) {
      List<CompletableFuture<HttpResponse<byte[]>>> responses = new ArrayList<>();
      for (float i = 0; i < 2; i++) {
        byte[] body = new NDList(manager.create(new float[] {i, i}, new Shape(2))).encode();
        responses.add(server.postLater("/predictions/pair", body, "tensor/ndlist"));
      }
      for (int i = 0; i < 2; i++) {
        NDList answer = NDList.decode(manager, responses.get(i).get().body());
        assertThat(answer.head().toFloatArray()).containsExactly(i, i);
      }
    }
  }

  @Test
  void anAsynchronousAnswerIsFetchedWithItsToken() throws Exception {
    HttpResponse<String> scheduled = server.post("/predictions/gate", "", "x-synchronous", "false");
    String token = scheduled.headers().firstValue("x-next-token").orElseThrow();
    GateHandler.SEEN.take();

    HttpResponse<String> early = server.post("/predictions/gate", "", "x-starting-token", token);
    GateHandler.GATE.release();

    assertThat(scheduled.statusCode()).isEqualTo(200);
    assertThat(early.statusCode()).isEqualTo(202);
    int status = 202;
    while (status == 202) {
      status = server.post("/predictions/gate", "", "x-starting-token", token).statusCode();
    }
    assertThat(status).isEqualTo(200);
  }

  @Test
  void aRequestWhoseClientHasGoneIsNotRun() throws Exception {
    CompletableFuture<HttpResponse<byte[]>> running =
        server.postLater("/predictions/gate", new byte[0], "text/plain");
    GateHandler.SEEN.take();
    WorkerPool<Input, Output> pool =
        ModelManager.getInstance().getWorkLoadManager().getWorkerPoolById("gate");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port)) {
      byte[] request = "GET /predictions/gate HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
      socket.getOutputStream().write(request);
      while (pool.getJobQueue().isEmpty()) {
        Thread.onSpinWait();
      }
    }
    Input waiting = pool.getJobQueue().peek().getJob().getInput();
    while (!waiting.isCancelled()) {
      Thread.onSpinWait();
    }

    GateHandler.GATE.release(2);

    assertThat(running.get().statusCode()).isEqualTo(200);
    assertThat(server.post("/predictions/gate", "next").statusCode()).isEqualTo(200);
    assertThat(GateHandler.SEEN.take().getAsString("data")).isEqualTo("next");
  }

  @Test
  void theKServePluginAnswersTensorsInJson() throws Exception {
    String body =
        """
        {"id": "42", "inputs": [{"name": "x", "datatype": "FP32", "shape": [1, 2], "data": [1, 2]}],
         "outputs": [{"name": "y"}]}
        """;

    HttpResponse<String> response = server.post("/v2/models/single/infer", body);

    JsonObject answer = JsonUtils.GSON.fromJson(response.body(), JsonObject.class);
    assertThat(answer.get("id").getAsString()).isEqualTo("42");
    assertThat(answer.get("outputs").toString()).contains("\"data\":[1,2]");
    assertThat(server.get("/v2/models/single/ready").statusCode()).isEqualTo(200);
    assertThat(server.get("/v2/models/none").statusCode()).isEqualTo(404);
  }

  private static List<String> seen(int count) throws InterruptedException {
    List<String> messages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      messages.add(WatchedMessages.SEEN.poll(10, TimeUnit.SECONDS));
    }
    return messages;
  }
}
