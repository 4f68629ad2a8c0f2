package io.github.djlobservability.suite.otlp;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Receives OTLP on two free ports of the loopback interface, one for each protocol, and keeps it in
 * memory. Thread-safe.
 */
public final class OtlpReceiver implements AutoCloseable {

  /** How long a condition is waited for; it is met much sooner, or never. */
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  /** The transports of OTLP. */
  public enum Protocol {
    HTTP_PROTOBUF("http/protobuf"),
    GRPC("grpc");

    private final String value;

    Protocol(String value) {
      this.value = value;
    }
  }

  private final TelemetryStore store = new TelemetryStore();
  private final HttpEndpoint http;
  private final GrpcEndpoint grpc;

  private OtlpReceiver() throws IOException {
    http = new HttpEndpoint(store);
    grpc = new GrpcEndpoint(store);
  }

  /** Returns a running receiver. */
  public static OtlpReceiver start() throws IOException {
    return new OtlpReceiver();
  }

  public String endpoint(Protocol protocol) {
    return protocol == Protocol.GRPC ? grpc.url() : http.url();
  }

  /**
   * Returns the environment variables that make a server send everything here, several times a
   * second.
   */
  public Map<String, String> environment(Protocol protocol) {
    return Map.of(
        "OTEL_EXPORTER_OTLP_ENDPOINT", endpoint(protocol),
        "OTEL_EXPORTER_OTLP_PROTOCOL", protocol.value,
        "OTEL_BSP_SCHEDULE_DELAY", "50",
        "OTEL_BLRP_SCHEDULE_DELAY", "50",
        "OTEL_METRIC_EXPORT_INTERVAL", "200");
  }

  /** From now on every export over HTTP is refused with this status, or taken if it is 200. */
  public void answerHttpWith(int status) {
    http.answerWith(status);
  }

  public List<ReceivedSpan> spans() {
    return store.spans();
  }

  public List<ReceivedLog> logs() {
    return store.logs();
  }

  public Metrics metrics() {
    return store.metrics();
  }

  public SpanTree trace(String traceId) {
    return store.trace(traceId);
  }

  /** Waits until the trace has that many spans. */
  public SpanTree awaitTrace(String traceId, int spans) {
    return awaitTrace(traceId, tree -> tree.spans().size() >= spans);
  }

  /** Waits until the trace is as wanted. */
  public SpanTree awaitTrace(String traceId, Predicate<SpanTree> wanted) {
    return awaitThat(() -> trace(traceId), wanted);
  }

  /** Waits until all spans together are as wanted. */
  public List<ReceivedSpan> awaitSpans(Predicate<List<ReceivedSpan>> wanted) {
    return awaitThat(() -> new AllSpans(spans()), all -> wanted.test(all.spans())).spans();
  }

  /** Waits until the metrics are as wanted. */
  public Metrics awaitMetrics(Predicate<Metrics> wanted) {
    return awaitThat(this::metrics, wanted);
  }

  @Override
  public void close() {
    http.close();
    grpc.close();
  }

  /** Says little of spans that may be many. */
  private record AllSpans(List<ReceivedSpan> spans) {
    @Override
    public String toString() {
      return spans.stream()
          .collect(Collectors.groupingBy(ReceivedSpan::name, TreeMap::new, Collectors.counting()))
          .toString();
    }
  }

  private static <T> T awaitThat(Supplier<T> state, Predicate<T> wanted) {
    try {
      return await()
          .atMost(DEADLINE)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(20))
          .until(state::get, wanted);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("not received in " + DEADLINE + "; there is:\n" + state.get(), e);
    }
  }
}
