package io.github.djlobservability.suite.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.suite.fixture.Gates;
import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.fixture.TraceParent;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.otlp.Metrics;
import io.github.djlobservability.suite.otlp.ReceivedSpan;
import io.github.djlobservability.suite.otlp.SpanTree;
import io.github.djlobservability.suite.translator.RecordingTranslator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long each request of a batch waited, held to what the model itself recorded. All times are of
 * one machine's clock, so what causes something comes before it, without any tolerance.
 */
class QueueWaitIT {

  private static final int HELD = 11;
  private static final int CONNECTIONS = 6;
  private static final int ROUNDS = 20;
  private static final Map<String, String> OF_MODEL = Map.of("djl.serving.model.name", "recorded");

  @TempDir private Path models;

  @Test
  void agreesWithWhatTheModelRecorded() throws IOException {
    ModelFolder.onnx(models, "recorded")
        .withTranslator(RecordingTranslator.class)
        .with("batch_size", "4")
        .with("max_batch_delay", "5");
    try (ObservedServer observed =
        ObservedServer.start("queue-wait", launcher -> launcher.withModels(models))) {
      List<Waited> waited = new ArrayList<>();
      long held = askWhileTheWorkerIsHeld(observed, waited);
      askInRounds(observed, waited);

      waited.forEach(QueueWaitIT::assertWaitsAsRecorded);
      assertBatchesAsRecorded(waited);
      assertSumOfWaits(observed, waited, held);
    }
  }

  /** Returns for how long all but the first were held, in nanoseconds. */
  private static long askWhileTheWorkerIsHeld(ObservedServer observed, List<Waited> waited)
      throws IOException {
    List<Asked> asked = new ArrayList<>();
    long held;
    try (Gates gates = new Gates()) {
      String first =
          "{\"touch\": \"%s\", \"waitFor\": \"%s\"}"
              .formatted(gates.path("begun"), gates.path("go"));
      asked.add(Asked.send(observed, first));
      gates.awaitTouched("begun");
      for (int i = 0; i < HELD; i++) {
        asked.add(Asked.send(observed, "{}"));
      }
      observed.receiver().awaitMetrics(m -> m.value("djl.serving.queue.size", OF_MODEL) == HELD);
      long seen = now();
      // Until everything has been exported once more.
      Metrics unused = observed.settledMetrics(m -> true);
      held = now() - seen;
    }
    read(observed, asked, waited);
    return held;
  }

  private static void askInRounds(ObservedServer observed, List<Waited> waited) throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      List<Asked> asked = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        asked.add(Asked.send(observed, "{}"));
      }
      read(observed, asked, waited);
    }
  }

  private static void read(ObservedServer observed, List<Asked> asked, List<Waited> waited)
      throws IOException {
    List<Recorded> recorded = new ArrayList<>();
    for (Asked each : asked) {
      recorded.add(each.read());
    }
    for (int i = 0; i < asked.size(); i++) {
      Asked request = asked.get(i);
      Recorded batch = recorded.get(i);
      // The phases of a batch are in a trace of their own.
      int spans = batch.callers().size() == 1 ? 5 : 2;
      SpanTree tree = observed.receiver().awaitTrace(request.caller().traceId(), spans);
      waited.add(new Waited(request, batch, tree.server(), tree.span("queue recorded")));
    }
  }

  private static void assertWaitsAsRecorded(Waited request) {
    ReceivedSpan queue = request.queue();
    assertThat(queue.startNanos())
        .isEqualTo(request.server().startNanos())
        .isBetween(request.asked().sent(), queue.endNanos());
    // The one worker had done with the batch before, and hadn't begun with this.
    assertThat(queue.endNanos()).isBetween(request.batch().lastEnded(), request.batch().began());
    assertThat(request.server().attribute("djl.serving.batch.size"))
        .isEqualTo((long) request.batch().callers().size());
  }

  private static void assertBatchesAsRecorded(List<Waited> waited) {
    Map<Integer, List<Waited>> batches =
        waited.stream().collect(Collectors.groupingBy(request -> request.batch().number()));
    System.out.printf("queue waits: %d requests in %d batches%n", waited.size(), batches.size());
    assertThat(batches.values()).anySatisfy(batch -> assertThat(batch).hasSize(4));
    for (List<Waited> batch : batches.values()) {
      Waited first = batch.get(0);
      assertThat(batch)
          .extracting(request -> request.asked().caller().traceId())
          .containsExactlyInAnyOrderElementsOf(first.batch().callers());
      assertThat(batch)
          .extracting(request -> request.queue().endNanos())
          .containsOnly(first.queue().endNanos());
      assertThat(batch)
          .extracting(request -> request.queue().links())
          .containsOnly(first.queue().links());
    }
  }

  private static void assertSumOfWaits(ObservedServer observed, List<Waited> waited, long held)
      throws IOException {
    Metrics metrics =
        observed.settledMetrics(
            m -> m.count("djl.serving.queue.duration", OF_MODEL) == waited.size());
    double sum = metrics.histogram("djl.serving.queue.duration", OF_MODEL).orElseThrow().sum();
    long longest =
        waited.stream()
            .mapToLong(request -> request.batch().began() - request.asked().sent())
            .sum();
    assertThat(sum).isBetween(HELD * held / 1e9, longest / 1e9);
  }

  private static long now() {
    Instant now = Instant.now();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }

  /** A request under way; it is sent after {@code sent}. */
  private record Asked(TraceParent caller, RawConnection connection, long sent) {

    static Asked send(ObservedServer observed, String script) throws IOException {
      TraceParent caller = TraceParent.sampledTrace();
      RawConnection connection = RawConnection.open(observed.server().uri());
      Asked asked = new Asked(caller, connection, now());
      connection.send(
          RawRequest.postJson("/predictions/recorded", script)
              .header("traceparent", caller.header())
              .header(RecordingTranslator.CALLER, caller.traceId()));
      return asked;
    }

    Recorded read() throws IOException {
      try (connection) {
        RawResponse answer = connection.read();
        assertThat(answer.status()).isEqualTo(200);
        return Recorded.of(JsonParser.parseString(answer.text()).getAsJsonObject());
      }
    }
  }

  /** Holds the model's own record of a request's batch. */
  private record Recorded(int number, long began, long lastEnded, List<String> callers) {
    static Recorded of(JsonObject json) {
      List<String> callers = new ArrayList<>();
      json.getAsJsonArray("callers").forEach(caller -> callers.add(caller.getAsString()));
      return new Recorded(
          json.get("number").getAsInt(),
          json.get("began").getAsLong(),
          json.get("lastEnded").getAsLong(),
          callers);
    }
  }

  /** A request that was answered, with what the model and the plugin recorded of it. */
  private record Waited(Asked asked, Recorded batch, ReceivedSpan server, ReceivedSpan queue) {}
}
