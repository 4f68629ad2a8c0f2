package io.github.djlobservability.suite.sagemaker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Stands before a server as SageMaker does: passes on requests to {@code /invocations} and {@code
 * /ping} and scrapes of one path, and closes all others; of the headers of an invocation it passes
 * on those alone that are in the request syntax of InvokeEndpoint.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html">InvokeEndpoint</a>
 */
final class EmulatedEndpoint implements AutoCloseable {
  private static final Set<String> PASSED_ON =
      Set.of(
          "content-type",
          "accept",
          "x-amzn-sagemaker-custom-attributes",
          "x-amzn-sagemaker-target-model",
          "x-amzn-sagemaker-target-variant",
          "x-amzn-sagemaker-target-container-hostname",
          "x-amzn-sagemaker-inference-id",
          "x-amzn-sagemaker-enable-explanations",
          "x-amzn-sagemaker-inference-component",
          "x-amzn-sagemaker-session-id");

  private final URI container;
  private final String scraped;
  private final HttpServer server;

  /**
   * @param container where the server listens
   * @param scraped the one path that is scraped
   */
  EmulatedEndpoint(URI container, String scraped) throws IOException {
    this.container = container;
    this.scraped = scraped;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::pass);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      String asked = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      boolean open = Set.of("POST /invocations", "GET /ping", "GET " + scraped).contains(asked);
      if (open) {
        RawResponse response = RawConnection.exchange(container, passedOn(exchange));
        response
            .header("content-type")
            .ifPresent(type -> exchange.getResponseHeaders().set("content-type", type));
        byte[] body = response.body();
        exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
      } else {
        exchange.sendResponseHeaders(403, -1);
      }
    }
  }

  private static RawRequest passedOn(HttpExchange exchange) throws IOException {
    RawRequest request =
        RawRequest.of(exchange.getRequestMethod(), exchange.getRequestURI().toString())
            .body(exchange.getRequestBody().readAllBytes());
    for (String name : exchange.getRequestHeaders().keySet()) {
      if (PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
        request = request.header(name, exchange.getRequestHeaders().getFirst(name));
      }
    }
    return request;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
