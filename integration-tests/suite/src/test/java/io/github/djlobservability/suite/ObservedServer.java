package io.github.djlobservability.suite;

import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import io.github.djlobservability.suite.model.SuiteModels;
import io.github.djlobservability.suite.model.TranslatorClasses;
import io.github.djlobservability.suite.otlp.Metrics;
import io.github.djlobservability.suite.otlp.OtlpReceiver;
import io.github.djlobservability.suite.otlp.SpanTree;
import io.github.djlobservability.suite.server.ServerLauncher;
import io.github.djlobservability.suite.server.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A server with the plugin, and the receiver of what the plugin sends. */
final class ObservedServer implements AutoCloseable {

  private final OtlpReceiver receiver;
  private final ServerProcess server;

  private ObservedServer(OtlpReceiver receiver, ServerProcess server) {
    this.receiver = receiver;
    this.server = server;
  }

  /** Starts a server with the plugin, and whatever else the caller gives the launcher. */
  static ObservedServer start(String name, UnaryOperator<ServerLauncher> more) throws IOException {
    OtlpReceiver receiver = OtlpReceiver.start();
    ServerLauncher launcher =
        new ServerLauncher(name).withPlugin().forFewRequests().sendingTo(receiver);
    return new ObservedServer(receiver, more.apply(launcher).start());
  }

  /** Starts a server with the plugin and all models of {@link SuiteModels}. */
  static ObservedServer startWithAllModels(String name) throws IOException {
    Path folder = BuiltFiles.outputFolder("models/" + name + "-" + ProcessHandle.current().pid());
    Path models = SuiteModels.write(folder.resolve("store"));
    Path factory = TranslatorClasses.jar(folder.resolve("factory.jar"));
    return start(
        name, launcher -> launcher.withModels(models).withDependency(factory).withLeakDetection());
  }

  OtlpReceiver receiver() {
    return receiver;
  }

  ServerProcess server() {
    return server;
  }

  /** Sends the request as it is, on a connection of its own. */
  RawResponse send(RawRequest request) throws IOException {
    return RawConnection.exchange(server.uri(), request);
  }

  /** Sends the request within a trace of its own, and waits for that many spans of it. */
  SpanTree trace(RawRequest request, int spans) throws IOException {
    TraceParent caller = TraceParent.sampledTrace();
    send(request.header("traceparent", caller.header()));
    return receiver.awaitTrace(
        caller.traceId(), tree -> tree.spans().size() >= spans && tree.hasServer());
  }

  /**
   * Waits until the metrics are as wanted, and returns them when everything has been exported that
   * was recorded by then: one export does not read all instruments at one moment.
   */
  Metrics settledMetrics(Predicate<Metrics> wanted) throws IOException {
    long pings = pings(receiver.awaitMetrics(wanted));
    send(RawRequest.get("/ping"));
    return receiver.awaitMetrics(metrics -> pings(metrics) > pings);
  }

  private static long pings(Metrics metrics) {
    return metrics.count("http.server.request.duration", Map.of("http.route", "/ping"));
  }

  @Override
  public void close() throws IOException {
    server.close();
    receiver.close();
  }
}
