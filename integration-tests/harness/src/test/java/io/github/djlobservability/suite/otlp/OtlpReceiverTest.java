package io.github.djlobservability.suite.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.djlobservability.suite.otlp.OtlpReceiver.Protocol;
import io.github.djlobservability.suite.otlp.ReceivedSpan.Kind;
import io.github.djlobservability.suite.otlp.ReceivedSpan.StatusCode;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.logs.OtlpGrpcLogRecordExporter;
import io.opentelemetry.exporter.otlp.metrics.OtlpGrpcMetricExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.AggregationTemporalitySelector;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The OpenTelemetry SDK sends, the receiver must show the same. */
class OtlpReceiverTest {

  private OtlpReceiver receiver;

  @BeforeEach
  void start() throws IOException {
    receiver = OtlpReceiver.start();
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void showsSpansAsATree(Protocol protocol) {
    String linked;
    String traceId;
    try (OpenTelemetrySdk sdk = sdk(protocol, AggregationTemporalitySelector.alwaysCumulative())) {
      Tracer tracer = sdk.getTracer("scope", "1.2");
      Span other = tracer.spanBuilder("other").startSpan();
      other.end();
      linked = other.getSpanContext().getSpanId();
      Span root =
          tracer
              .spanBuilder("root")
              .setSpanKind(SpanKind.SERVER)
              .addLink(other.getSpanContext())
              .setAttribute("text", "t")
              .setAttribute("whole", 7)
              .setAttribute("fraction", 0.5)
              .setAttribute("yes", true)
              .setAttribute(AttributeKey.longArrayKey("list"), List.of(1L, 2L))
              .startSpan();
      Span child = tracer.spanBuilder("child").setParent(Context.root().with(root)).startSpan();
      child.recordException(new IllegalStateException("broken"));
      child.setStatus(io.opentelemetry.api.trace.StatusCode.ERROR, "why");
      child.end();
      root.end();
      traceId = root.getSpanContext().getTraceId();
    }

    SpanTree tree = receiver.awaitTrace(traceId, 2);

    assertThat(tree.outline()).isEqualTo("root SERVER\n  child INTERNAL\n");
    ReceivedSpan root = tree.server();
    assertThat(root.kind()).isEqualTo(Kind.SERVER);
    assertThat(root.hasParent()).isFalse();
    assertThat(root.attributes())
        .isEqualTo(
            Map.of(
                "text", "t", "whole", 7L, "fraction", 0.5, "yes", true, "list", List.of(1L, 2L)));
    assertThat(root.links()).extracting(ReceivedSpan.Link::spanId).containsExactly(linked);
    assertThat(root.scope()).isEqualTo(new ReceivedSpan.Scope("scope", "1.2"));
    assertThat(root.resource()).containsEntry("telemetry.sdk.language", "java");
    ReceivedSpan child = tree.span("child");
    assertThat(child.isChildOf(root)).isTrue();
    assertThat(child.isWithin(root)).isTrue();
    assertThat(child.status()).isEqualTo(new ReceivedSpan.Status(StatusCode.ERROR, "why"));
    assertThat(child.events()).extracting(ReceivedSpan.Event::name).containsExactly("exception");
    assertThat(child.events().get(0).attributes()).containsEntry("exception.message", "broken");
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void addsUpMetricsOfBothTemporalities(Protocol protocol) {
    for (AggregationTemporalitySelector temporality :
        List.of(
            AggregationTemporalitySelector.alwaysCumulative(),
            AggregationTemporalitySelector.deltaPreferred())) {
      try (OpenTelemetrySdk sdk = sdk(protocol, temporality)) {
        LongCounter counter =
            sdk.getMeter("scope").counterBuilder("items").setUnit("{item}").build();
        DoubleHistogram histogram =
            sdk.getMeter("scope")
                .histogramBuilder("wait")
                .setUnit("s")
                .setExplicitBucketBoundariesAdvice(List.of(1.0, 2.0))
                .build();
        for (int i = 0; i < 3; i++) {
          counter.add(2, Attributes.builder().put("model", "a").put("half", i % 2).build());
          histogram.record(i + 0.5, Attributes.builder().put("model", "a").build());
          sdk.getSdkMeterProvider().forceFlush().join(10, TimeUnit.SECONDS);
        }
      }
    }

    // Each of the two SDKs counted the same.
    Metrics metrics = receiver.awaitMetrics(m -> m.count("wait", Map.of()) == 6);
    assertThat(metrics.names()).contains("items", "wait");
    assertThat(metrics.value("items", Map.of("model", "a"))).isEqualTo(12);
    assertThat(metrics.value("items", Map.of("half", 0L))).isEqualTo(8);
    assertThat(metrics.value("items", Map.of("model", "b"))).isZero();
    HistogramPoint wait = metrics.histogram("wait", Map.of("model", "a")).orElseThrow();
    assertThat(wait.sum()).isCloseTo(9, within(1e-9));
    assertThat(wait.bounds()).containsExactly(1.0, 2.0);
    assertThat(wait.bucketCounts()).containsExactly(2L, 2L, 2L);
    assertThat(wait.min()).isEqualTo(0.5);
    assertThat(wait.max()).isEqualTo(2.5);
    assertThat(wait.instrument())
        .isEqualTo(new Instrument("wait", "s", "", Instrument.Kind.HISTOGRAM, "scope"));
  }

  @Test
  void keepsExemplarsOfEarlierExports() {
    String traceId;
    try (OpenTelemetrySdk sdk =
        sdk(Protocol.HTTP_PROTOBUF, AggregationTemporalitySelector.alwaysCumulative())) {
      DoubleHistogram histogram = sdk.getMeter("scope").histogramBuilder("wait").build();
      Span span = sdk.getTracer("scope").spanBuilder("span").startSpan();
      traceId = span.getSpanContext().getTraceId();
      try (Scope scope = span.makeCurrent()) {
        assertThat(scope).isNotNull();
        histogram.record(1);
      }
      span.end();
      sdk.getSdkMeterProvider().forceFlush().join(10, TimeUnit.SECONDS);
      histogram.record(2);
    }

    Metrics metrics = receiver.awaitMetrics(m -> m.count("wait", Map.of()) == 2);
    assertThat(metrics.histogram("wait", Map.of()).orElseThrow().exemplars())
        .extracting(Exemplar::traceId)
        .containsExactly(traceId);
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void keepsLogRecords(Protocol protocol) {
    try (OpenTelemetrySdk sdk = sdk(protocol, AggregationTemporalitySelector.alwaysCumulative())) {
      sdk.getLogsBridge()
          .get("scope")
          .logRecordBuilder()
          .setEventName("drift")
          .setBody("something moved")
          .setSeverity(Severity.WARN)
          .setSeverityText("WARN")
          .setAttribute(AttributeKey.stringKey("feature"), "age")
          .emit();
    }

    assertThat(receiver.logs()).hasSize(1);
    ReceivedLog log = receiver.logs().get(0);
    assertThat(log.eventName()).isEqualTo("drift");
    assertThat(log.body()).isEqualTo("something moved");
    assertThat(log.severity()).isEqualTo("WARN");
    assertThat(log.attributes()).isEqualTo(Map.of("feature", "age"));
  }

  @Test
  void refusesWhenTold() {
    receiver.answerHttpWith(400);
    try (OpenTelemetrySdk sdk =
        sdk(Protocol.HTTP_PROTOBUF, AggregationTemporalitySelector.alwaysCumulative())) {
      sdk.getTracer("scope").spanBuilder("lost").startSpan().end();
    }

    assertThat(receiver.spans()).isEmpty();
  }

  private OpenTelemetrySdk sdk(Protocol protocol, AggregationTemporalitySelector temporality) {
    return OpenTelemetrySdk.builder()
        .setTracerProvider(
            SdkTracerProvider.builder()
                .addSpanProcessor(BatchSpanProcessor.builder(spanExporter(protocol)).build())
                .build())
        .setMeterProvider(
            SdkMeterProvider.builder()
                .registerMetricReader(
                    PeriodicMetricReader.create(metricExporter(protocol, temporality)))
                .build())
        .setLoggerProvider(
            SdkLoggerProvider.builder()
                .addLogRecordProcessor(
                    BatchLogRecordProcessor.builder(logExporter(protocol)).build())
                .build())
        .build();
  }

  private SpanExporter spanExporter(Protocol protocol) {
    String endpoint = receiver.endpoint(protocol);
    return protocol == Protocol.GRPC
        ? OtlpGrpcSpanExporter.builder().setEndpoint(endpoint).setCompression("gzip").build()
        : OtlpHttpSpanExporter.builder()
            .setEndpoint(endpoint + "/v1/traces")
            .setCompression("gzip")
            .build();
  }

  private MetricExporter metricExporter(
      Protocol protocol, AggregationTemporalitySelector temporality) {
    String endpoint = receiver.endpoint(protocol);
    return protocol == Protocol.GRPC
        ? OtlpGrpcMetricExporter.builder()
            .setEndpoint(endpoint)
            .setAggregationTemporalitySelector(temporality)
            .build()
        : OtlpHttpMetricExporter.builder()
            .setEndpoint(endpoint + "/v1/metrics")
            .setAggregationTemporalitySelector(temporality)
            .build();
  }

  private LogRecordExporter logExporter(Protocol protocol) {
    String endpoint = receiver.endpoint(protocol);
    return protocol == Protocol.GRPC
        ? OtlpGrpcLogRecordExporter.builder().setEndpoint(endpoint).build()
        : OtlpHttpLogRecordExporter.builder().setEndpoint(endpoint + "/v1/logs").build();
  }
}
