package io.github.djlobservability.suite.otlp;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Everything that was received. Thread-safe. */
final class TelemetryStore {

  private final Map<String, List<ReceivedSpan>> traces = new HashMap<>();
  private final List<ReceivedSpan> spans = new ArrayList<>();
  private final List<ReceivedLog> logs = new ArrayList<>();
  private final MetricStore metrics = new MetricStore();

  void add(ExportTraceServiceRequest request) {
    List<ReceivedSpan> decoded = SpanDecoder.decode(request);
    synchronized (this) {
      spans.addAll(decoded);
      for (ReceivedSpan span : decoded) {
        traces.computeIfAbsent(span.traceId(), id -> new ArrayList<>()).add(span);
      }
    }
  }

  void add(ExportMetricsServiceRequest request) {
    metrics.add(MetricDecoder.decode(request));
  }

  void add(ExportLogsServiceRequest request) {
    List<ReceivedLog> decoded = LogDecoder.decode(request);
    synchronized (this) {
      logs.addAll(decoded);
    }
  }

  synchronized List<ReceivedSpan> spans() {
    return List.copyOf(spans);
  }

  synchronized SpanTree trace(String traceId) {
    return SpanTree.of(traces.getOrDefault(traceId, List.of()));
  }

  synchronized List<ReceivedLog> logs() {
    return List.copyOf(logs);
  }

  Metrics metrics() {
    return metrics.snapshot();
  }
}
