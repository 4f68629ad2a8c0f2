package io.github.djlobservability.suite.benchmark;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Takes what a server sends over OTLP (http/protobuf), and does as little with it as it can while
 * the server is measured: traces are kept as they came until they are counted, anything else is let
 * go. Thread-safe.
 */
final class Sink implements AutoCloseable {

  private final Queue<byte[]> traces = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool(Sink::thread);
  private final HttpServer server;

  private Sink(HttpServer server) {
    this.server = server;
  }

  static Sink start() throws IOException {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    Sink sink = new Sink(HttpServer.create(anyPort, 0));
    sink.server.setExecutor(sink.threads);
    sink.server.createContext("/", sink::take);
    sink.server.start();
    return sink;
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Counts the spans that came since the last call, and forgets them. */
  Received drain() throws InvalidProtocolBufferException {
    long bytes = 0;
    long spans = 0;
    for (byte[] body = traces.poll(); body != null; body = traces.poll()) {
      bytes += body.length;
      spans += spans(ExportTraceServiceRequest.parseFrom(body));
    }
    return new Received(bytes, spans);
  }

  /** Counts the bytes and spans that came in traces. */
  record Received(long bytes, long spans) {}

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }

  private static long spans(ExportTraceServiceRequest request) {
    return request.getResourceSpansList().stream()
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .mapToLong(scope -> scope.getSpansCount())
        .sum();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (exchange.getRequestURI().getPath().equals("/v1/traces")) {
        traces.add(body);
      }
      exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "sink");
    thread.setDaemon(true);
    return thread;
  }
}
