package io.github.djlobservability.suite.benchmark;

import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Sends the same requests over and over on some connections, each waiting for the answer before it
 * sends again: as fast as that goes, or at a fixed rate. It takes as little of the machine as it
 * can: requests are encoded once, and of an answer it looks at the length and the head, which must
 * be those of the first to the same request.
 */
final class ClosedLoop {

  private static final int SIGNIFICANT_DIGITS = 3;

  private final URI server;
  private final List<KnownExchange> exchanges;

  private ClosedLoop(URI server, List<KnownExchange> exchanges) {
    this.server = server;
    this.exchanges = exchanges;
  }

  /**
   * Sends each request once, to know the answer.
   *
   * @throws IllegalStateException if one is refused
   */
  static ClosedLoop of(URI server, List<RawRequest> requests) throws IOException {
    List<KnownExchange> exchanges = new ArrayList<>();
    try (RawConnection connection = RawConnection.open(server)) {
      for (RawRequest request : requests) {
        exchanges.add(KnownExchange.of(connection, request));
      }
    }
    return new ClosedLoop(server, exchanges);
  }

  /**
   * Holds the result of a load.
   *
   * @param latencyNanos of each request, from when it was to be sent to after its answer is read
   */
  record Load(long requests, Duration elapsed, Histogram latencyNanos) {
    double perSecond() {
      return requests / (elapsed.toNanos() / 1e9);
    }
  }

  /**
   * Runs the load for some time, and at least one request on each connection.
   *
   * @throws IOException if a connection breaks, or an answer differs from the first
   */
  Load run(int connections, Duration duration) throws IOException, InterruptedException {
    return run(connections, duration, 0);
  }

  /**
   * Runs the load at a rate. A request whose connection is not free in time is sent as soon as it
   * is, and the wait counts: what a slow answer delays is as slow.
   *
   * @param perSecond requests of all connections together; 0 for as many as they can
   */
  Load run(int connections, Duration duration, double perSecond)
      throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    try {
      long start = System.nanoTime();
      long end = start + duration.toNanos();
      List<Future<Histogram>> running = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        int offset = i * exchanges.size() / connections;
        double gap = perSecond > 0 ? 1e9 * connections / perSecond : 0;
        long first = start + (long) (gap * i / connections);
        running.add(threads.submit(() -> runOneConnection(first, end, (long) gap, offset)));
      }
      Histogram all = new Histogram(SIGNIFICANT_DIGITS);
      for (Future<Histogram> one : running) {
        all.add(one.get());
      }
      return new Load(all.getTotalCount(), Duration.ofNanos(System.nanoTime() - start), all);
    } catch (ExecutionException e) {
      throw new IOException("the load broke off", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  /**
   * @param gap between requests; 0 for none
   */
  private Histogram runOneConnection(long first, long end, long gap, int offset)
      throws IOException {
    Histogram latencies = new Histogram(SIGNIFICANT_DIGITS);
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setTcpNoDelay(true);
      DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      int next = offset;
      long due = gap > 0 ? first : System.nanoTime();
      do {
        sleepUntil(due);
        exchanges.get(next++ % exchanges.size()).run(socket.getOutputStream(), in);
        long now = System.nanoTime();
        latencies.recordValue(now - due);
        due = gap > 0 ? due + gap : now;
      } while (due < end);
    }
    return latencies;
  }

  private static void sleepUntil(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
