package io.github.djlobservability.suite.benchmark;

import io.github.djlobservability.suite.benchmark.ClosedLoop.Load;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.server.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A running server of one variant, and what it has sent. Not thread-safe. */
final class Contestant implements AutoCloseable {

  private final Variant variant;
  private final Sink sink;
  private final ServerProcess server;
  private final ClosedLoop loop;
  private long requests;
  private long spans;

  private Contestant(
      Variant variant, Sink sink, ServerProcess server, ClosedLoop loop, long requests) {
    this.variant = variant;
    this.sink = sink;
    this.server = server;
    this.loop = loop;
    this.requests = requests;
  }

  static Contestant start(Variant variant, Path models, List<RawRequest> requests)
      throws IOException {
    Sink sink = Sink.start();
    ServerProcess server = variant.launcher("benchmark", models, sink).start();
    ClosedLoop loop = ClosedLoop.of(server.uri(), requests);
    return new Contestant(variant, sink, server, loop, requests.size());
  }

  Variant variant() {
    return variant;
  }

  /** Puts the server under load, and measures it. */
  Measurement takeTurn(Duration duration) throws IOException, InterruptedException {
    Duration before = CpuTime.of(server);
    Load load = loop.run(BenchmarkOptions.CONNECTIONS, duration);
    Duration cpuTime = CpuTime.of(server).minus(before);
    requests += load.requests();
    spans += sink.drain().spans();
    return Measurement.of(load, cpuTime);
  }

  /** Stops the server, which sends what it still has, and says how many spans came a request. */
  double stop() throws IOException {
    server.stop();
    spans += sink.drain().spans();
    return (double) spans / requests;
  }

  @Override
  public void close() throws IOException {
    server.close();
    sink.close();
  }
}
