package ai.djl.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.serving.models.ModelManager;
import ai.djl.serving.util.ConfigManager;
import ai.djl.serving.util.MutableClassLoader;
import ai.djl.serving.wlm.ModelInfo;
import ai.djl.serving.wlm.WorkerPool;
import ai.djl.serving.wlm.util.EventManager;
import ai.djl.serving.wlm.util.ModelServerListenerAdapter;
import ai.djl.util.JsonUtils;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server with models of two engines and two plugins, over HTTP. */
@Timeout(60)
class ModelServerTest {

  private static final String HANDLERS = "io.github.djlobservability.standin.python.";

  @TempDir static Path folder;

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static ModelServer server;
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    python("echo", HANDLERS + "EchoHandler");
    python("stream", HANDLERS + "StreamHandler");
    python("gate", "ai.djl.serving.GateHandler");
    onnx("single", "");
    onnx("identity", "batch_size=2\nmax_batch_delay=5000\n");
    plugins(Files.createDirectory(folder.resolve("plugins")));
    Path config = folder.resolve("config.properties");
    Files.writeString(
        config,
        """
        inference_address=http://127.0.0.1:0
        management_address=http://127.0.0.1:0
        model_store=%1$s/models
        plugin_folder=%1$s/plugins
        chunked_read_timeout=1
        """
            .formatted(folder));
    ConfigManager.init(new Arguments("-f", config.toString()));
    server = new ModelServer(ConfigManager.getInstance());
    port = ((InetSocketAddress) server.start().get(0).channel().localAddress()).getPort();
  }

  private static void python(String name, String handler) throws IOException {
    model(name, "engine=Python\nmaxWorkers=1\noption.java_handler=" + handler + "\n");
  }

  private static void onnx(String name, String properties) throws IOException {
    model(name, "engine=OnnxRuntime\nmaxWorkers=1\n" + properties);
    Files.write(
        folder.resolve("models").resolve(name).resolve(name + ".onnx"), OnnxIdentity.bytes());
  }

  private static void model(String name, String properties) throws IOException {
    Path model = Files.createDirectories(folder.resolve("models").resolve(name));
    Files.writeString(model.resolve("serving.properties"), properties);
  }

  private static void plugins(Path plugins) throws IOException {
    try (InputStream source = ModelServerTest.class.getResourceAsStream("/Watch.java.txt")) {
      String text = new String(source.readAllBytes(), StandardCharsets.UTF_8);
      PluginJar.write(plugins, "name=watch\nexport=Watch\n", "Watch", text);
    }
    try (OutputStream out = Files.newOutputStream(plugins.resolve("kserve.jar"));
        JarOutputStream jar = new JarOutputStream(out)) {
      jar.putNextEntry(new JarEntry("META-INF/plugin.definition"));
      jar.write(Files.readAllBytes(Path.of("src/main/kserve-plugin/META-INF/plugin.definition")));
      jar.closeEntry();
    }
  }

  @AfterAll
  static void stop() {
    ModelManager models = ModelManager.getInstance();
    List.copyOf(models.getEndpoints().keySet())
        .forEach(name -> models.unregisterWorkflow(name, null));
    models.getStartupWorkflows().clear();
    server.stop();
  }

  @BeforeEach
  void forget() {
    WatchedMessages.SEEN.clear();
  }

  @Test
  void aPlainAnswerIsOneMessageForAPlugin() throws Exception {
    HttpResponse<String> response = post("/predictions/echo", "hello", "x-request-id", "id7");

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
    HttpResponse<String> response = post("/predictions/stream", "{\"n\": 2, \"delay_ms\": 1}");

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
        post("/predictions/stream", "{\"n\": 3, \"delay_ms\": 1, \"publish\": true}");

    assertThat(response.body()).hasLineCount(3).endsWith("tok2\"}\n");
  }

  @Test
  void aStreamOfOneChunkIsAPlainAnswer() throws Exception {
    HttpResponse<String> response = post("/predictions/stream", "{\"n\": 0}");

    assertThat(response.headers().map()).containsEntry("content-length", List.of("0"));
    assertThat(seen(2)).contains("DefaultFullHttpResponse 0");
  }

  @Test
  void aStreamThatStallsIsCutOff() {
    assertThatThrownBy(
            () -> post("/predictions/stream", "{\"n\": 3, \"delay_ms\": 1, \"stall_at\": 1}"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void errorsAreJsonAndCloseTheConnection() throws Exception {
    assertError(get("/predictions/none"), 404, "ModelNotFoundException");
    assertError(get("/nowhere"), 404, "ResourceNotFoundException");
    assertError(send("DELETE", "/models", ""), 405, "MethodNotAllowedException");
    assertError(post("/invocations", "{}"), 400, "BadRequestException");
    assertError(postJson("/predictions/single", "{"), 400, "TranslateException");
    assertThat(post("/predictions/echo", "{\"raise\": \"no\"}").statusCode()).isEqualTo(424);
  }

  private static void assertError(HttpResponse<String> response, int code, String type) {
    JsonObject body = JsonUtils.GSON.fromJson(response.body(), JsonObject.class);
    assertThat(response.statusCode()).isEqualTo(code);
    assertThat(body.get("code").getAsInt()).isEqualTo(code);
    assertThat(body.get("type").getAsString()).isEqualTo(type);
    assertThat(response.headers().map()).containsEntry("connection", List.of("close"));
  }

  /** With a delay of seconds, the two are answered at once only if they fill a batch. */
  @Test
  void twoRequestsFillABatch() throws Exception {
    try (NDManager manager = NDManager.newBaseManager("OnnxRuntime")) {
      List<CompletableFuture<HttpResponse<byte[]>>> responses = new ArrayList<>();
      for (float i = 0; i < 2; i++) {
        byte[] body = new NDList(manager.create(new float[] {i, i}, new Shape(2))).encode();
        HttpRequest request =
            request("POST", "/predictions/identity", HttpRequest.BodyPublishers.ofByteArray(body))
                .header("Content-Type", "tensor/ndlist")
                .build();
        responses.add(CLIENT.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()));
      }
      for (int i = 0; i < 2; i++) {
        NDList answer = NDList.decode(manager, responses.get(i).get().body());
        assertThat(answer.head().toFloatArray()).containsExactly(i, i);
      }
    }
  }

  @Test
  void anAsynchronousAnswerIsFetchedWithItsToken() throws Exception {
    HttpResponse<String> scheduled = post("/predictions/gate", "", "x-synchronous", "false");
    String token = scheduled.headers().firstValue("x-next-token").orElseThrow();
    GateHandler.SEEN.take();

    HttpResponse<String> early = post("/predictions/gate", "", "x-starting-token", token);
    GateHandler.GATE.release();

    assertThat(scheduled.statusCode()).isEqualTo(200);
    assertThat(early.statusCode()).isEqualTo(202);
    int status = 202;
    while (status == 202) {
      status = post("/predictions/gate", "", "x-starting-token", token).statusCode();
    }
    assertThat(status).isEqualTo(200);
  }

  @Test
  void aRequestWhoseClientHasGoneIsNotRun() throws Exception {
    CompletableFuture<HttpResponse<String>> running =
        CLIENT.sendAsync(
            request("POST", "/predictions/gate", HttpRequest.BodyPublishers.noBody()).build(),
            HttpResponse.BodyHandlers.ofString());
    GateHandler.SEEN.take();
    WorkerPool<Input, Output> pool =
        ModelManager.getInstance().getWorkLoadManager().getWorkerPoolById("gate");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write("GET /predictions/gate HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      while (pool.getJobQueue().isEmpty()) {
        Thread.onSpinWait();
      }
    }
    Input waiting = pool.getJobQueue().peek().getJob().getInput();
    while (!waiting.isCancelled()) {
      Thread.onSpinWait();
    }

    GateHandler.GATE.release();

    assertThat(running.get().statusCode()).isEqualTo(200);
    while (!pool.getJobQueue().isEmpty()) {
      Thread.onSpinWait();
    }
    assertThat(GateHandler.SEEN).isEmpty();
  }

  @Test
  void aListenerSeesEachStepAndCanChangeTheSettings() throws Exception {
    List<String> events = Collections.synchronizedList(new ArrayList<>());
    EventManager.getInstance().addListener(new Recorder("echo2", events));

    HttpResponse<String> registered =
        post("/models?model_name=echo2&url=" + folder.resolve("models/echo").toUri(), "");

    assertThat(registered.statusCode()).isEqualTo(200);
    assertThat(events)
        .containsExactly(
            "downloading", "downloaded", "configured", "loading cpu() true", "loaded, held: false");
    assertThat(get("/models/echo2").body()).contains("\"minWorkers\": 2");
    assertThat(post("/models/echo2/invoke", "x").body()).isEqualTo("x");
    assertThat(send("DELETE", "/models/echo2", "").statusCode()).isEqualTo(200);
    assertThat(post("/predictions/echo2", "x").statusCode()).isEqualTo(404);
  }

  /** Writes down what happens to one model, and asks for a second worker. */
  private static final class Recorder extends ModelServerListenerAdapter {

    private final String id;
    private final List<String> events;

    Recorder(String id, List<String> events) {
      this.id = id;
      this.events = events;
    }

    private void add(ModelInfo<?, ?> model, String event) {
      if (id.equals(model.getId())) {
        events.add(event);
      }
    }

    @Override
    public void onModelDownloading(ModelInfo<?, ?> model) {
      add(model, "downloading");
    }

    @Override
    public void onModelDownloaded(ModelInfo<?, ?> model, Path downloadPath) {
      add(model, "downloaded");
    }

    @Override
    public void onModelConfigured(ModelInfo<?, ?> model) {
      add(model, "configured");
      if (id.equals(model.getId())) {
        model.getProperties().setProperty("minWorkers", "2");
        model.getProperties().setProperty("maxWorkers", "2");
      }
    }

    @Override
    public void onModelLoading(ModelInfo<?, ?> model, Device device) {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      add(model, "loading " + device + " " + (loader == MutableClassLoader.getInstance()));
    }

    @Override
    public void onModelLoaded(ModelInfo<?, ?> model) {
      add(model, "loaded, held: " + !model.getModels().isEmpty());
    }
  }

  @Test
  void versionsTakeTurns() throws Exception {
    String url = folder.resolve("models/echo").toUri().toString();
    for (String version : List.of("v1", "v2")) {
      post("/models?model_name=turns&model_version=" + version + "&url=" + url, "");
    }
    ModelManager models = ModelManager.getInstance();

    assertThat(models.getWorkflow("turns", null, true).getVersion())
        .isNotEqualTo(models.getWorkflow("turns", null, true).getVersion());
    assertThat(post("/predictions/turns/v2", "x").statusCode()).isEqualTo(200);
    assertThat(send("DELETE", "/models/turns/v1", "").statusCode()).isEqualTo(200);
    assertThat(post("/predictions/turns/v1", "x").statusCode()).isEqualTo(404);
    assertThat(send("DELETE", "/models/turns", "").statusCode()).isEqualTo(200);
  }

  @Test
  void aWorkflowPassesOneModelsOutputToTheNext() throws Exception {
    Path definition = Files.createDirectories(folder.resolve("chain")).resolve("workflow.json");
    String url = folder.resolve("models/echo").toUri().toString();
    Files.writeString(
        definition,
        """
        {"name": "chain", "models": {"first": "%1$s", "second": "%1$s"},
         "workflow": {"out": ["second", ["first", "in"]]}}
        """
            .formatted(url));

    HttpResponse<String> registered = post("/workflows?url=" + definition.toUri(), "");

    assertThat(registered.statusCode()).isEqualTo(200);
    assertThat(get("/models").body()).contains("\"chain:first\"").contains("\"chain:second\"");
    assertThat(post("/predictions/chain", "x").statusCode()).isEqualTo(200);
    assertThat(send("DELETE", "/workflows/chain", "").statusCode()).isEqualTo(200);
  }

  @Test
  void theKServePluginMakesItsInputOfTheJsonAlone() throws Exception {
    assertThat(get("/v2/models/echo/ready").statusCode()).isEqualTo(200);
    String body =
        """
        {"id": "42", "inputs": [{"name": "x", "datatype": "FP32", "shape": [2], "data": [1, 2]}],
         "outputs": [{"name": "y"}]}
        """;
    CompletableFuture<HttpResponse<String>> other =
        CLIENT.sendAsync(
            request("POST", "/v2/models/identity/infer", HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());

    JsonObject answer =
        JsonUtils.GSON.fromJson(post("/v2/models/identity/infer", body).body(), JsonObject.class);

    assertThat(answer.get("id").getAsString()).isEqualTo("42");
    assertThat(answer.get("outputs").toString()).contains("\"data\":[1,2]");
    assertThat(other.get().statusCode()).isEqualTo(200);
  }

  private static List<String> seen(int count) throws InterruptedException {
    List<String> messages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      messages.add(WatchedMessages.SEEN.poll(10, TimeUnit.SECONDS));
    }
    return messages;
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return send("GET", path, "");
  }

  private static HttpResponse<String> post(String path, String body, String... headers)
      throws Exception {
    return send("POST", path, body, headers);
  }

  private static HttpResponse<String> postJson(String path, String body) throws Exception {
    return post(path, body, "Content-Type", "application/json");
  }

  private static HttpResponse<String> send(
      String method, String path, String body, String... headers) throws Exception {
    HttpRequest.Builder request = request(method, path, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(
      String method, String path, HttpRequest.BodyPublisher body) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .method(method, body);
  }
}
