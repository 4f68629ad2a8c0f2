package io.github.djlobservability.suite.benchmark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/**
 * Sends one and the same request over and over on some connections, each waiting for the answer
 * before it sends again. It takes as little of the machine as it can: the request is encoded once,
 * and of an answer it looks at the length and the head, which must be those of the first.
 */
final class ClosedLoop {

  private static final int SIGNIFICANT_DIGITS = 3;

  private final URI server;
  private final byte[] request;
  private final byte[] head;
  private final int answerLength;

  private ClosedLoop(URI server, byte[] request, byte[] head, int answerLength) {
    this.server = server;
    this.request = request;
    this.head = head;
    this.answerLength = answerLength;
  }

  /**
   * Asks once, to know the answer.
   *
   * @throws IllegalStateException if the request is refused
   */
  static ClosedLoop of(URI server, RawRequest request) throws IOException {
    try (RawConnection connection = RawConnection.open(server)) {
      // The server would give each request an identifier of its own.
      RawRequest identified = request.header("x-request-id", "benchmark");
      RawResponse answer = connection.exchange(identified);
      if (answer.status() != 200 || answer.closesConnection()) {
        throw new IllegalStateException("the server answers the request with " + answer);
      }
      byte[] raw = answer.raw();
      byte[] head = Arrays.copyOf(raw, raw.length - answer.body().length);
      return new ClosedLoop(server, connection.bytesOf(identified), head, raw.length);
    }
  }

  /**
   * What a load did.
   *
   * @param latencyNanos of each request, from before it is sent to after its answer is read
   */
  record Load(long requests, Duration elapsed, Histogram latencyNanos) {}

  /**
   * Runs the load for some time, and at least one request on each connection.
   *
   * @throws IOException if a connection breaks, or an answer differs from the first
   */
  Load run(int connections, Duration duration) throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    try {
      long start = System.nanoTime();
      long end = start + duration.toNanos();
      List<Future<Histogram>> running = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        running.add(threads.submit(() -> runOneConnection(end)));
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

  private Histogram runOneConnection(long end) throws IOException {
    Histogram latencies = new Histogram(SIGNIFICANT_DIGITS);
    byte[] answer = new byte[answerLength];
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setTcpNoDelay(true);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      long now = System.nanoTime();
      do {
        socket.getOutputStream().write(request);
        in.readFully(answer);
        check(answer);
        long before = now;
        now = System.nanoTime();
        latencies.recordValue(now - before);
      } while (now < end);
    }
    return latencies;
  }

  private void check(byte[] answer) throws IOException {
    if (!Arrays.equals(answer, 0, head.length, head, 0, head.length)) {
      throw new IOException("not the answer that was expected: " + new String(answer, ISO_8859_1));
    }
  }
}
