package io.github.djlobservability.suite.otlp;

import com.google.protobuf.MessageLite;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/** OTLP over http/protobuf: POST to {@code /v1/traces}, {@code /v1/metrics}, {@code /v1/logs}. */
final class HttpEndpoint implements AutoCloseable {

  /** Decodes one request and keeps it. */
  @FunctionalInterface
  private interface Intake {
    void take(InputStream body) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads;
  private volatile int status = 200;

  HttpEndpoint(TelemetryStore store) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    threads = Executors.newCachedThreadPool(HttpEndpoint::thread);
    server.setExecutor(threads);
    accept(
        "/v1/traces",
        body -> store.add(ExportTraceServiceRequest.parseFrom(body)),
        ExportTraceServiceResponse.getDefaultInstance());
    accept(
        "/v1/metrics",
        body -> store.add(ExportMetricsServiceRequest.parseFrom(body)),
        ExportMetricsServiceResponse.getDefaultInstance());
    accept(
        "/v1/logs",
        body -> store.add(ExportLogsServiceRequest.parseFrom(body)),
        ExportLogsServiceResponse.getDefaultInstance());
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on every export is answered with this status; only with 200 is it also kept. */
  void answerWith(int newStatus) {
    status = newStatus;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }

  private void accept(String path, Intake intake, MessageLite answer) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            int now = status;
            try (InputStream body = body(exchange)) {
              if (now == 200) {
                intake.take(body);
              }
            }
            byte[] bytes = answer.toByteArray();
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(now, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
  }

  private static InputStream body(HttpExchange exchange) throws IOException {
    boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    return gzip ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "otlp-http");
    thread.setDaemon(true);
    return thread;
  }
}
