package io.github.djlobservability.telemetry.trace;

import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.internal.HttpExporter;
import io.opentelemetry.exporter.otlp.internal.HttpExporterBuilder;
import io.opentelemetry.exporter.otlp.internal.OtlpConfigUtil;
import io.opentelemetry.exporter.otlp.internal.OtlpUserAgent;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.internal.StandardComponentId.ExporterType;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Sends spans as OTLP over HTTP by the SDK's own sender and by all its settings; only the bytes are
 * made here, in a buffer that is used again. Thread-safe.
 */
public final class HttpSpanExporter implements SpanExporter {
  private static final String DEFAULT_ENDPOINT = "http://localhost:4318/v1/traces";

  private final HttpExporter exporter;

  /** Holds what encodes while nothing is sent from its buffer. */
  private final AtomicReference<SpanBytes> idle = new AtomicReference<>(new SpanBytes());

  private HttpSpanExporter(HttpExporter exporter) {
    this.exporter = exporter;
  }

  /**
   * Takes the place of the SDK's exporter, if that is the one for OTLP over HTTP.
   *
   * @param made by the SDK from the same settings; shut down if it is replaced
   */
  public static SpanExporter insteadOf(SpanExporter made, ConfigProperties config) {
    if (!(made instanceof OtlpHttpSpanExporter)) {
      return made;
    }
    SpanExporter ours = of(config);
    CompletableResultCode unused = made.shutdown();
    return ours;
  }

  /** Makes one from the settings, as the SDK makes its own. */
  static HttpSpanExporter of(ConfigProperties config) {
    HttpExporterBuilder builder =
        new HttpExporterBuilder(ExporterType.OTLP_HTTP_SPAN_EXPORTER, DEFAULT_ENDPOINT);
    OtlpUserAgent.addUserAgentHeader(builder::addConstantHeaders);
    OtlpConfigUtil.configureOtlpExporterBuilder(
        OtlpConfigUtil.DATA_TYPE_TRACES,
        config,
        builder::setComponentLoader,
        builder::setEndpoint,
        builder::addConstantHeaders,
        builder::setCompression,
        builder::setTimeout,
        builder::setTrustManagerFromCerts,
        builder::setKeyManagerFromCerts,
        builder::setRetryPolicy,
        memoryMode -> {},
        builder::setInternalTelemetryVersion);
    return new HttpSpanExporter(builder.build());
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    SpanBytes free = idle.getAndSet(null);
    SpanBytes encoder = free == null ? new SpanBytes() : free;
    CompletableResultCode export =
        exporter.export(new EncodedSpans(encoder.encode(spans)), spans.size());
    return export.whenComplete(() -> idle.set(encoder));
  }

  @Override
  public CompletableResultCode flush() {
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
