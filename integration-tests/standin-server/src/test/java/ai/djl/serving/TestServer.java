package ai.djl.serving;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * A server with models of two engines and two plugins, started once for all tests, as a process has
 * one at most. Its models are {@code echo}, {@code stream} and {@code gate}, with handlers in Java,
 * and {@code single} and {@code pair}, which are ONNX and answer with their input.
 */
final class TestServer {

  private static final String HANDLERS = "io.github.djlobservability.standin.python.";

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static TestServer instance;

  final Path folder;
  private final Path config;
  final int port;

  private TestServer() throws Exception {
    folder = Files.createTempDirectory(Path.of("target"), "server").toAbsolutePath();
    python("echo", HANDLERS + "EchoHandler");
    python("stream", HANDLERS + "StreamHandler");
    python("gate", GateHandler.class.getName());
    onnx("single", "");
    onnx("pair", "batch_size=2\nmax_batch_delay=5000\n");
    plugins(Files.createDirectory(folder.resolve("plugins")));
    config = folder.resolve("config.properties");
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
    ModelServer server = new ModelServer(TestConfig.init("-f", config.toString()));
    port = ((InetSocketAddress) server.start().get(0).channel().localAddress()).getPort();
  }

  static synchronized TestServer get() throws Exception {
    if (instance == null) {
      instance = new TestServer();
    }
    TestConfig.init("-f", instance.config.toString());
    return instance;
  }

  private void python(String name, String handler) throws IOException {
    model(name, "engine=Python\nmaxWorkers=1\noption.java_handler=" + handler + "\n");
  }

  private void onnx(String name, String properties) throws IOException {
    model(name, "engine=OnnxRuntime\nmaxWorkers=1\n" + properties);
    Files.write(modelFolder(name).resolve(name + ".onnx"), OnnxIdentity.bytes());
  }

  private void model(String name, String properties) throws IOException {
    Files.createDirectories(modelFolder(name));
    Files.writeString(modelFolder(name).resolve("serving.properties"), properties);
  }

  private Path modelFolder(String name) {
    return folder.resolve("models").resolve(name);
  }

  String modelUrl(String name) {
    return modelFolder(name).toUri().toString();
  }

  private static void plugins(Path plugins) throws IOException {
    try (InputStream source = TestServer.class.getResourceAsStream("/Watch.java.txt")) {
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

  HttpResponse<String> get(String path) throws Exception {
    return send("GET", path, "");
  }

  HttpResponse<String> post(String path, String body, String... headers) throws Exception {
    return send("POST", path, body, headers);
  }

  HttpResponse<String> delete(String path) throws Exception {
    return send("DELETE", path, "");
  }

  private HttpResponse<String> send(String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        request(path).method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  CompletableFuture<HttpResponse<byte[]>> postLater(String path, byte[] body, String contentType) {
    HttpRequest request =
        request(path)
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    return CLIENT.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }
}
