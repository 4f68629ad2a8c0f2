package io.github.djlobservability.suite.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.suite.fixture.Gates;
import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.fixture.TraceParent;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.otlp.HistogramPoint;
import io.github.djlobservability.suite.otlp.Metrics;
import io.github.djlobservability.suite.otlp.ReceivedSpan;
import io.github.djlobservability.suite.otlp.ReceivedSpan.StatusCode;
import io.github.djlobservability.suite.otlp.SpanTree;
import io.github.djlobservability.suite.translator.ScriptedTranslator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Dynamic batching. Each test makes exactly one batch: a first request keeps the only worker busy
 * while the others queue.
 */
class BatchIT {

  private static final Map<String, String> POSTS = Map.of("http.request.method", "POST");

  @TempDir private static Path models;
  private static ObservedServer observed;

  @BeforeAll
  static void start() throws IOException {
    for (String model : List.of("batched", "counted")) {
      ModelFolder.onnx(models, model)
          .withTranslator(ScriptedTranslator.class)
          .with("batch_size", "200")
          .with("max_batch_delay", "1");
    }
    ModelFolder.onnx(models, "unbatched")
        .withTranslator(ScriptedTranslator.class)
        .with("batch_size", "200")
        .with("max_batch_delay", "1")
        // The server would have "stack".
        .with("batchifier", "none");
    observed = ObservedServer.start("batch", launcher -> launcher.withModels(models));
  }

  @AfterAll
  static void stop() throws IOException {
    observed.close();
  }

  @Test
  void isASpanOfItsOwnLinkedToItsRequests() throws IOException {
    List<TraceParent> callers = callers(8, true);
    sendAsOneBatch("batched", callers, "{}", 200);

    List<ReceivedSpan> servers = servers(callers);
    SpanTree tree = awaitBatchOf(callers);
    ReceivedSpan batch = tree.span("batch batched");
    assertThat(tree.outline())
        .isEqualTo(
            """
            batch batched INTERNAL
              preprocess batched INTERNAL
              inference batched INTERNAL
              postprocess batched INTERNAL
            """);
    assertThat(batch.hasParent()).isFalse();
    assertThat(batch.attributes())
        .isEqualTo(
            Map.of(
                "djl.serving.model.name",
                "batched",
                "djl.serving.device",
                "cpu",
                "djl.serving.batch.size",
                8L,
                "djl.serving.items",
                8L));
    assertThat(linkedSpans(List.of(batch))).isEqualTo(spanIds(servers));
    for (ReceivedSpan server : servers) {
      SpanTree request = observed.receiver().trace(server.traceId());
      assertThat(request.outline())
          .isEqualTo("POST /predictions/{model} SERVER\n  queue batched INTERNAL\n");
      assertThat(request.span("queue batched").isLinkedTo(batch)).isTrue();
      assertThat(server.attributes())
          .containsEntry("djl.serving.batch.size", 8L)
          .containsEntry("djl.serving.items", 1L);
    }
  }

  @Test
  void isCountedOnceWithAllItsRequests() throws IOException {
    sendAsOneBatch("counted", callers(8, true), "{}", 200);

    Map<String, String> ofModel = Map.of("djl.serving.model.name", "counted");
    // The request that kept the worker busy is a batch of one.
    Metrics metrics =
        observed.settledMetrics(m -> m.count("djl.serving.request.duration", ofModel) == 9);
    HistogramPoint sizes = metrics.histogram("djl.serving.batch.size", ofModel).orElseThrow();
    assertThat(sizes.count()).isEqualTo(2);
    assertThat(sizes.sum()).isEqualTo(9);
    assertThat(sizes.max()).isEqualTo(8);
    assertThat(metrics.value("djl.serving.items", ofModel)).isEqualTo(9);
    assertThat(metrics.count("djl.serving.queue.duration", ofModel)).isEqualTo(9);
    for (String phase : List.of("preprocess", "inference", "postprocess")) {
      String metric = "djl.serving." + phase + ".duration";
      assertThat(metrics.count(metric, ofModel)).isEqualTo(2);
    }
  }

  @Test
  void isLinkedToSampledRequestsOnly() throws IOException {
    List<TraceParent> callers = new ArrayList<>(callers(3, true));
    callers.addAll(callers(4, false));
    sendAsOneBatch("batched", callers, "{}", 200);

    ReceivedSpan batch = awaitBatchOf(callers).span("batch batched");
    assertThat(linkedSpans(List.of(batch))).isEqualTo(spanIds(servers(callers.subList(0, 3))));
    assertThat(batch.attribute("djl.serving.batch.size")).isEqualTo(7L);
  }

  @Test
  void isAnErrorWhenAPhaseThrows() throws IOException {
    List<TraceParent> callers = callers(4, true);
    sendAsOneBatch("batched", callers, "{\"fail\": \"postprocess\"}", 400);

    SpanTree tree = awaitBatchOf(callers);
    assertThat(tree.span("batch batched").status().code()).isEqualTo(StatusCode.ERROR);
    assertThat(tree.span("inference batched").status().code()).isEqualTo(StatusCode.UNSET);
    ReceivedSpan failed = tree.span("postprocess batched");
    assertThat(failed.status().code()).isEqualTo(StatusCode.ERROR);
    assertThat(failed.attribute("error.type")).isEqualTo("java.lang.IllegalStateException");
    assertThat(servers(callers))
        .allSatisfy(
            server -> assertThat(server.attribute("http.response.status_code")).isEqualTo(400L));
  }

  /** Without a batchifier they are computed in turn, and the server fails all when one fails. */
  @Test
  void theInnocentSayWhoFailedThem() throws IOException {
    List<TraceParent> callers = callers(4, true);
    List<String> scripts = List.of("{}", "{}", "{}", "{\"fail\": \"postprocess\"}");
    sendAsOneBatch("unbatched", callers, scripts, true, 400);

    // What comes after the one that failed is not computed, and has this one span.
    List<ReceivedSpan> servers =
        callers.stream()
            .map(
                caller ->
                    observed.receiver().awaitTrace(caller.traceId(), SpanTree::hasServer).server())
            .toList();
    ReceivedSpan guilty = servers.get(3);
    assertThat(guilty.attributes()).doesNotContainKey("djl.serving.batch.failed_with");
    // Whatever the order of the server's queue, the first is computed and the others may not be.
    for (ReceivedSpan innocent : servers.subList(0, 3)) {
      assertThat(innocent.attribute("djl.serving.batch.failed_with")).isEqualTo(true);
      assertThat(innocent.isLinkedTo(guilty)).isTrue();
    }
    assertThat(servers)
        .allMatch(server -> "backend".equals(server.attribute("djl.serving.failure.reason")));
  }

  /** OpenTelemetry keeps 128 links a span. */
  @Test
  void losesNoLinkWhenItIsLarge() throws IOException {
    List<TraceParent> callers = callers(150, true);
    sendAsOneBatch("batched", callers, "{}", 200);

    String traceId = awaitBatchOf(callers).spans().get(0).traceId();
    SpanTree tree = observed.receiver().awaitTrace(traceId, 5);
    List<ReceivedSpan> batches = tree.spans("batch batched");
    assertThat(batches).extracting(span -> span.links().size()).containsExactlyInAnyOrder(128, 22);
    assertThat(tree.roots()).hasSize(1);
    assertThat(linkedSpans(batches)).isEqualTo(spanIds(servers(callers)));
  }

  private static void sendAsOneBatch(
      String model, List<TraceParent> callers, String script, int status) throws IOException {
    sendAsOneBatch(model, callers, Collections.nCopies(callers.size(), script), false, status);
  }

  private static void sendAsOneBatch(
      String model, List<TraceParent> callers, List<String> scripts, boolean inTurn, int status)
      throws IOException {
    List<RawConnection> connections = new ArrayList<>();
    try (RawConnection busy = RawConnection.open(observed.server().uri())) {
      try (Gates gates = new Gates()) {
        String held =
            "{\"touch\": \"%s\", \"waitFor\": \"%s\"}"
                .formatted(gates.path("begun"), gates.path("go"));
        busy.send(RawRequest.postJson("/predictions/" + model, held));
        gates.awaitTouched("begun");
        for (int i = 0; i < callers.size(); i++) {
          RawConnection connection = RawConnection.open(observed.server().uri());
          connections.add(connection);
          RawRequest request = RawRequest.postJson("/predictions/" + model, scripts.get(i));
          connection.send(request.header("traceparent", callers.get(i).header()));
          if (inTurn) {
            awaitWaiting(model, i + 1);
          }
        }
        awaitActive(callers.size() + 1);
      }
      assertThat(busy.read().status()).isEqualTo(200);
      for (RawConnection connection : connections) {
        assertThat(connection.read().status()).isEqualTo(status);
        connection.close();
      }
    }
  }

  private static void awaitWaiting(String model, int requests) {
    Map<String, String> ofModel = Map.of("djl.serving.model.name", model);
    observed.receiver().awaitMetrics(m -> m.value("djl.serving.queue.size", ofModel) == requests);
  }

  private static void awaitActive(int requests) {
    observed
        .receiver()
        .awaitMetrics(m -> m.value("http.server.active_requests", POSTS) == requests);
  }

  /** Returns the trace that the callers' batch is in, complete. */
  private static SpanTree awaitBatchOf(List<TraceParent> callers) {
    ReceivedSpan server = servers(callers.subList(0, 1)).get(0);
    Predicate<ReceivedSpan> isBatch =
        span -> span.name().startsWith("batch ") && span.isLinkedTo(server);
    List<ReceivedSpan> all =
        observed.receiver().awaitSpans(spans -> spans.stream().anyMatch(isBatch));
    String traceId = all.stream().filter(isBatch).findFirst().orElseThrow().traceId();
    return observed.receiver().awaitTrace(traceId, 4);
  }

  private static List<ReceivedSpan> servers(List<TraceParent> callers) {
    return callers.stream()
        .map(caller -> observed.receiver().awaitTrace(caller.traceId(), 2).server())
        .toList();
  }

  private static List<TraceParent> callers(int count, boolean sampled) {
    List<TraceParent> callers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      callers.add(sampled ? TraceParent.sampledTrace() : TraceParent.unsampledTrace());
    }
    return callers;
  }

  private static Set<String> spanIds(List<ReceivedSpan> spans) {
    Set<String> ids = new HashSet<>();
    spans.forEach(span -> ids.add(span.spanId()));
    return ids;
  }

  private static Set<String> linkedSpans(List<ReceivedSpan> spans) {
    Set<String> ids = new HashSet<>();
    spans.forEach(span -> span.links().forEach(link -> ids.add(link.spanId())));
    return ids;
  }
}
