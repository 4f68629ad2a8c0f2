package io.github.djlobservability.suite.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that counts what it is asked for and answers with the path. */
class LoadGeneratorTest {

  private final Map<String, Integer> asked = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String path = exchange.getRequestURI().getPath();
            asked.merge(path, 1, Integer::sum);
            byte[] body = path.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void sendsExactlyTheMixThatWasAskedFor() throws Exception {
    LoadReport report = run(expecting("/a", 3, "/a"), expecting("/b", 1, "/b"));

    assertThat(report.problems()).isEmpty();
    assertThat(report.sent()).isEqualTo(Map.of("/a", 30, "/b", 10)).isEqualTo(asked);
    assertThat(report.requests()).isEqualTo(40);
    assertThat(report.latency(0.5)).isPositive().isLessThanOrEqualTo(report.latency(1));
    assertThat(report.latency(1)).isLessThanOrEqualTo(report.elapsed());
  }

  @Test
  void reportsEveryWrongAnswer() throws Exception {
    LoadReport report = run(expecting("/a", 1, "/a"), expecting("/b", 1, "/c"));

    assertThat(report.problems()).hasSize(20).allMatch(line -> line.startsWith("/b (request "));
  }

  private LoadReport run(LoadCase... cases) throws InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return LoadGenerator.run(uri, 5, 40, List.of(cases), 7);
  }

  private static LoadCase expecting(String path, int weight, String body) {
    return LoadCase.of(
        path,
        weight,
        number -> RawRequest.get(path),
        response -> assertThat(response.text()).isEqualTo(body));
  }
}
