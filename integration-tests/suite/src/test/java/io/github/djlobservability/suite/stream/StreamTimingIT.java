package io.github.djlobservability.suite.stream;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.fixture.TraceParent;
import io.github.djlobservability.suite.http.Chunk;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.model.SuiteModels;
import io.github.djlobservability.suite.model.TranslatorClasses;
import io.github.djlobservability.suite.otlp.ReceivedSpan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Times to the first token and between tokens lie between those that the model takes and those that
 * the clients of the same streams see: what a server measures begins after its client has sent and
 * ends before it has received, however busy the machine. How close they are is printed.
 */
class StreamTimingIT {

  private static final int TOKENS = 16;
  private static final int TOKEN_MILLIS = 40;

  private static final int FIRST_TOKEN_MILLIS = 500;

  /** Seconds are sums of nanoseconds as floating-point numbers. */
  private static final double ROUNDING = 1e-6;

  /** The model waits before each token, and longer before the first. */
  private static final Times MODEL =
      new Times((FIRST_TOKEN_MILLIS + TOKEN_MILLIS) / 1e3, TOKEN_MILLIS / 1e3);

  @TempDir private static Path folder;
  private static ObservedServer observed;

  @BeforeAll
  static void start() throws Exception {
    Path models = SuiteModels.write(folder.resolve("models"));
    Path factory = TranslatorClasses.jar(folder.resolve("factory.jar"));
    observed =
        ObservedServer.start(
            "stream-timing", launcher -> launcher.withModels(models).withDependency(factory));
    streams(8);
  }

  @AfterAll
  static void stop() throws IOException {
    observed.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 64})
  void agreeWithTheClients(int concurrent) throws Exception {
    List<Seen> seen = streams(concurrent);

    System.out.printf(
        "%d streams: client minus server, median: first token %.3f ms of %.1f, between tokens %.4f"
            + " ms of %.2f%n",
        concurrent,
        1e3 * median(seen, stream -> stream.client.first() - stream.server.first()),
        1e3 * median(seen, stream -> stream.client.first()),
        1e3 * median(seen, stream -> stream.client.each() - stream.server.each()),
        1e3 * median(seen, stream -> stream.client.each()));
    assertThat(seen)
        .allSatisfy(
            stream -> {
              assertThat(stream.server.first())
                  .isBetween(MODEL.first() - ROUNDING, stream.client.first() + ROUNDING);
              assertThat(stream.server.last())
                  .isBetween(MODEL.last() - ROUNDING, stream.client.last() + ROUNDING);
            });
  }

  private static List<Seen> streams(int concurrent) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(concurrent);
    try {
      List<TraceParent> callers = new ArrayList<>();
      List<Future<Times>> times = new ArrayList<>();
      for (int i = 0; i < concurrent; i++) {
        TraceParent caller = TraceParent.sampledTrace();
        callers.add(caller);
        times.add(clients.submit(() -> stream(caller)));
      }
      List<Seen> seen = new ArrayList<>();
      for (int i = 0; i < concurrent; i++) {
        seen.add(new Seen(times.get(i).get(), measured(callers.get(i))));
      }
      return seen;
    } catch (ExecutionException e) {
      throw new AssertionError("a stream failed", e);
    } finally {
      clients.shutdownNow();
    }
  }

  private static Times stream(TraceParent caller) throws IOException {
    String script =
        "{\"chunks\": %d, \"chunkMillis\": %d, \"firstChunkMillis\": %d, \"events\": true}"
            .formatted(TOKENS, TOKEN_MILLIS, FIRST_TOKEN_MILLIS);
    try (RawConnection connection = RawConnection.open(observed.server().uri())) {
      long sent = System.nanoTime();
      connection.send(
          RawRequest.postJson("/predictions/published", script)
              .header("traceparent", caller.header()));
      connection.readHead();
      List<Long> arrived = new ArrayList<>();
      for (Optional<Chunk> chunk = connection.readChunk();
          chunk.isPresent();
          chunk = connection.readChunk()) {
        arrived.add(chunk.get().arrivedNanos());
      }
      assertThat(arrived).hasSize(TOKENS);
      long first = arrived.get(0);
      return new Times(
          (first - sent) / 1e9, (arrived.get(TOKENS - 1) - first) / 1e9 / (TOKENS - 1));
    }
  }

  private static Times measured(TraceParent caller) {
    ReceivedSpan server = observed.receiver().awaitTrace(caller.traceId(), 5).server();
    assertThat(server.attributes()).containsEntry("gen_ai.usage.output_tokens", (long) TOKENS);
    return new Times(
        seconds(server, "djl.serving.time_to_first_token"),
        seconds(server, "djl.serving.time_per_output_token"));
  }

  private static double seconds(ReceivedSpan span, String attribute) {
    return requireNonNull((Double) span.attribute(attribute), attribute);
  }

  private static double median(List<Seen> seen, ToDoubleFunction<Seen> value) {
    double[] sorted = seen.stream().mapToDouble(value).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  /** Seconds to the first token, and from one to the next. */
  private record Times(double first, double each) {

    /** Seconds to the last token. */
    double last() {
      return first + (TOKENS - 1) * each;
    }
  }

  private record Seen(Times client, Times server) {}
}
