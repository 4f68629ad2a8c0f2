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

  /** How many times the connections there are at a fixed rate: a slow answer delays few others. */
  private static final int AT_RATE = 4;

  private final Variant variant;
  private final Sink sink;
  private final ServerProcess server;
  private final ClosedLoop loop;
  private final int connections;
  private long requests;
  private long spans;

  private Contestant(
      Variant variant,
      Sink sink,
      ServerProcess server,
      ClosedLoop loop,
      int connections,
      long requests) {
    this.variant = variant;
    this.sink = sink;
    this.server = server;
    this.loop = loop;
    this.connections = connections;
    this.requests = requests;
  }

  /**
   * @param connections each with one request at a time
   */
  static Contestant start(Variant variant, Path models, List<RawRequest> requests, int connections)
      throws IOException {
    Sink sink = Sink.start();
    ServerProcess server = variant.launcher("benchmark", models, sink).start();
    ClosedLoop loop = ClosedLoop.of(server.uri(), requests);
    return new Contestant(variant, sink, server, loop, connections, requests.size());
  }

  Variant variant() {
    return variant;
  }

  /** Puts the server under load; returns how many requests a second it could do. */
  double warmUp(Duration duration) throws IOException, InterruptedException {
    Load load = loop.run(connections, duration);
    count(load);
    return load.perSecond();
  }

  /**
   * Measures the server: first as fast as it can, then at a rate.
   *
   * @param duration of each half
   * @param perSecond requests; 0 for as many as it can
   */
  Measurement takeTurn(Duration duration, double perSecond)
      throws IOException, InterruptedException {
    Duration before = CpuTime.of(server);
    Instructions counted = Instructions.of(server.pid(), duration);
    Load fast = loop.run(connections, duration);
    Duration cpuTime = CpuTime.of(server).minus(before);
    double instructions = counted.count();
    count(fast);
    Load atRate = fast;
    if (perSecond > 0) {
      atRate = loop.run(AT_RATE * connections, duration, perSecond);
      count(atRate);
    }
    return Measurement.of(fast, cpuTime, instructions, atRate, ResidentMemory.of(server.pid()));
  }

  private void count(Load load) throws IOException {
    requests += load.requests();
    spans += sink.drain().spans();
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
