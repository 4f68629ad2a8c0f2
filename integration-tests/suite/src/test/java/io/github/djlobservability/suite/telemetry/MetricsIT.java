package io.github.djlobservability.suite.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.djlobservability.suite.fixture.DocumentedNames;
import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.fixture.TraceParent;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.otlp.Exemplar;
import io.github.djlobservability.suite.otlp.HistogramPoint;
import io.github.djlobservability.suite.otlp.Instrument;
import io.github.djlobservability.suite.otlp.MetricPoint;
import io.github.djlobservability.suite.otlp.Metrics;
import io.github.djlobservability.suite.otlp.ReceivedSpan;
import io.github.djlobservability.suite.translator.ChunkedTranslator;
import io.github.djlobservability.suite.translator.ScriptedTranslator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The metrics of a server to which an exactly known number of requests has been sent. */
class MetricsIT {

  private static final String SCOPE = "io.github.djlobservability";
  private static final String HTTP_DURATION = "http.server.request.duration";
  private static final String REQUEST_DURATION = "djl.serving.request.duration";

  @TempDir private static Path models;
  private static ObservedServer observed;
  private static Metrics metrics;
  private static Set<String> traces;

  @BeforeAll
  static void sendRequests() throws IOException {
    ModelFolder.onnx(models, "scripted").withTranslator(ScriptedTranslator.class);
    ModelFolder.onnx(models, "chunked").withTranslator(ChunkedTranslator.class);
    observed = ObservedServer.start("metrics", launcher -> launcher.withModels(models));
    traces = new HashSet<>();
    send(10, RawRequest.postJson("/predictions/scripted", "{\"rows\": [[1,2,3,4], [5,6,7,8]]}"));
    send(4, RawRequest.postJson("/predictions/scripted", "{\"fail\": \"postprocess\"}"));
    send(3, RawRequest.postJson("/predictions/scripted", "{\"code\": 507}"));
    send(2, RawRequest.postJson("/predictions/scripted", "{\"code\": 422}"));
    send(5, RawRequest.postJson("/predictions/chunked", "{\"chunks\": 4}"));
    send(6, RawRequest.postJson("/predictions/nobody", "{}"));
    send(7, RawRequest.get("/models"));
    metrics =
        observed.settledMetrics(
            m -> requests(m) == 37 && m.count(REQUEST_DURATION, Map.of()) == 24);
  }

  @AfterAll
  static void stop() throws IOException {
    observed.close();
  }

  @Test
  void countEveryRequestByRouteAndStatus() {
    assertThat(http(Map.of("http.route", "/models", "http.request.method", "GET"))).isEqualTo(7);
    assertThat(http(Map.of("http.response.status_code", 404L))).isEqualTo(6);
    assertThat(http(Map.of("http.response.status_code", 400L))).isEqualTo(4);
    assertThat(http(Map.of("http.response.status_code", 422L))).isEqualTo(2);
    assertThat(http(Map.of("http.response.status_code", 507L, "error.type", "507"))).isEqualTo(3);
    assertThat(
            http(
                Map.of(
                    "http.route",
                    "/predictions/{model}",
                    "http.response.status_code",
                    200L,
                    "url.scheme",
                    "http",
                    "network.protocol.version",
                    "1.1")))
        .isEqualTo(15);
  }

  @Test
  void countTheBytesOfTheBodies() {
    HistogramPoint sent =
        metrics
            .histogram("http.server.request.body.size", Map.of("http.response.status_code", 404L))
            .orElseThrow();
    assertThat(sent.count()).isEqualTo(6);
    assertThat(sent.sum()).isEqualTo(6 * 2.0);
    HistogramPoint received =
        metrics
            .histogram("http.server.response.body.size", Map.of("http.response.status_code", 507L))
            .orElseThrow();
    assertThat(received.count()).isEqualTo(3);
    assertThat(received.sum()).isPositive();
  }

  @Test
  void countTheRequestsOfEachModel() {
    assertThat(ofModel(REQUEST_DURATION, "chunked")).isEqualTo(5);
    assertThat(ofModel(REQUEST_DURATION, "scripted")).isEqualTo(19);
    assertThat(errors("scripted", "400")).isEqualTo(4);
    assertThat(errors("scripted", "507")).isEqualTo(3);
    assertThat(errors("scripted", "422")).isEqualTo(2);
    assertThat(ofModel("djl.serving.response.time_to_first_byte", "chunked")).isEqualTo(5);
    assertThat(ofModel("djl.serving.response.time_to_first_byte", "scripted")).isZero();
    // A model that is not there has no metrics of its own, whatever clients ask for.
    assertThat(ofModel(REQUEST_DURATION, "nobody")).isZero();
  }

  @Test
  void countEachPhase() {
    for (String phase : List.of("queue", "preprocess", "inference", "postprocess")) {
      assertThat(ofModel("djl.serving." + phase + ".duration", "scripted"))
          .describedAs(phase)
          .isEqualTo(19);
    }
    assertThat(
            metrics.count(
                "djl.serving.postprocess.duration",
                Map.of("error.type", "java.lang.IllegalStateException")))
        .isEqualTo(4);
  }

  @Test
  void countItemsAndBatchesOfWhatWasComputed() {
    Map<String, String> scripted = Map.of("djl.serving.model.name", "scripted");
    // Ten requests of two rows and five of one; what failed was not computed to the end.
    assertThat(metrics.value("djl.serving.items", scripted)).isEqualTo(25);
    HistogramPoint batches = metrics.histogram("djl.serving.batch.size", scripted).orElseThrow();
    assertThat(batches.count()).isEqualTo(15);
    assertThat(batches.sum()).isEqualTo(15);
    assertThat(metrics.value("djl.serving.model.loaded", Map.of())).isEqualTo(2);
    assertThat(metrics.count("djl.serving.model.load.duration", Map.of())).isEqualTo(2);
  }

  @Test
  void timeTheTokensOfStreamsAndTheRowsOfBatches() {
    assertThat(ofModel("gen_ai.server.request.duration", "chunked")).isEqualTo(5);
    assertThat(ofModel("gen_ai.server.time_to_first_token", "chunked")).isEqualTo(5);
    HistogramPoint tokens =
        metrics
            .histogram("gen_ai.client.token.usage", Map.of("djl.serving.model.name", "chunked"))
            .orElseThrow();
    assertThat(tokens.count()).isEqualTo(5);
    assertThat(tokens.sum()).isEqualTo(20);
    assertThat(ofModel("gen_ai.server.request.duration", "scripted")).isZero();
    HistogramPoint rows =
        metrics
            .histogram("djl.serving.request.items", Map.of("djl.serving.model.name", "scripted"))
            .orElseThrow();
    assertThat(rows.count()).isEqualTo(10);
    assertThat(rows.sum()).isEqualTo(20);
    assertThat(ofModel("djl.serving.item.duration", "scripted")).isEqualTo(10);
  }

  @Test
  void pointToTracesOfTheirRequests() {
    for (String metric :
        List.of(HTTP_DURATION, REQUEST_DURATION, "djl.serving.inference.duration")) {
      List<Exemplar> exemplars =
          metrics.points(metric, Map.of()).stream()
              .filter(point -> !point.has(Map.of("http.route", "/ping")))
              .flatMap(point -> point.exemplars().stream())
              .filter(exemplar -> !exemplar.traceId().isEmpty())
              .toList();
      assertThat(exemplars).describedAs(metric).isNotEmpty();
      assertThat(traces).containsAll(exemplars.stream().map(Exemplar::traceId).toList());
    }
  }

  @Test
  void saySecondsAndMeanThem() {
    double requestSeconds =
        metrics.histogram(HTTP_DURATION, Map.of("http.route", "/models")).orElseThrow().sum();
    double spanSeconds =
        observed.receiver().spans().stream()
                .filter(span -> span.name().equals("GET /models"))
                .mapToLong(ReceivedSpan::durationNanos)
                .sum()
            / 1e9;
    assertThat(requestSeconds).isCloseTo(spanSeconds, within(1e-3));
  }

  @Test
  void areAllInTheDocumentation() throws IOException {
    DocumentedNames documented = DocumentedNames.read();
    for (Instrument instrument : metrics.instruments()) {
      if (!instrument.scope().equals(SCOPE)) {
        continue;
      }
      DocumentedNames.Metric promised = documented.metrics().get(instrument.name());
      assertThat(promised).describedAs(instrument.name()).isNotNull();
      assertThat(promised.unit()).isEqualTo(instrument.unit());
      assertThat(promised.instrument()).isEqualTo(kind(instrument));
      assertThat(promised.attributes()).containsAll(attributes(instrument));
      metrics
          .points(instrument.name())
          .forEach(point -> assertThatValuesAreDocumented(documented, point.attributes()));
    }
  }

  private static void assertThatValuesAreDocumented(
      DocumentedNames documented, Map<String, Object> attributes) {
    attributes.forEach(
        (key, value) -> {
          Set<String> values = documented.attributes().getOrDefault(key, Set.of());
          if (!values.isEmpty()) {
            assertThat(values).describedAs(key).contains(value.toString());
          }
        });
  }

  @Test
  void andTheSpansAttributesToo() throws IOException {
    DocumentedNames documented = DocumentedNames.read();
    Map<String, String> undocumented = new TreeMap<>();
    for (ReceivedSpan span : observed.receiver().spans()) {
      assertThatValuesAreDocumented(documented, span.attributes());
      span.attributes().keySet().stream()
          .filter(key -> !documented.attributes().containsKey(key))
          .forEach(key -> undocumented.put(key, span.name()));
    }
    assertThat(undocumented).isEmpty();
  }

  private static Set<String> attributes(Instrument instrument) {
    return metrics.points(instrument.name()).stream()
        .map(MetricPoint::attributes)
        .flatMap(attributes -> attributes.keySet().stream())
        .collect(Collectors.toSet());
  }

  private static String kind(Instrument instrument) {
    return switch (instrument.kind()) {
      case COUNTER -> "counter";
      case UP_DOWN_COUNTER -> "up-down counter";
      case GAUGE -> "gauge";
      case HISTOGRAM -> "histogram";
    };
  }

  /** Without the pings by which the server was found ready. */
  private static long requests(Metrics m) {
    return m.count(HTTP_DURATION, Map.of()) - m.count(HTTP_DURATION, Map.of("http.route", "/ping"));
  }

  private static long http(Map<String, ?> attributes) {
    return metrics.count(HTTP_DURATION, attributes);
  }

  private static long ofModel(String metric, String model) {
    return metrics.count(metric, Map.of("djl.serving.model.name", model));
  }

  private static long errors(String model, String type) {
    return metrics.count(
        REQUEST_DURATION, Map.of("djl.serving.model.name", model, "error.type", type));
  }

  private static void send(int times, RawRequest request) throws IOException {
    for (int i = 0; i < times; i++) {
      TraceParent caller = TraceParent.sampledTrace();
      traces.add(caller.traceId());
      observed.send(request.header("traceparent", caller.header()));
    }
  }
}
