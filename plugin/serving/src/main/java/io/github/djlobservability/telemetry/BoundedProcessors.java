package io.github.djlobservability.telemetry;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.logs.ReadWriteLogRecord;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;

/**
 * Processors before those of the SDK that keep batches. The SDK's drop what is past their queue,
 * and tell nobody but a metric of theirs; these refuse it before, and count it as lost. What waits
 * is what was let in and has not come to the exporter. With several exporters of a signal the SDK's
 * processor is left alone. Thread-safe.
 */
final class BoundedProcessors {
  private static final int DEFAULT_LIMIT = 2048;

  private BoundedProcessors() {}

  static SpanProcessor of(SpanProcessor processor, ConfigProperties config) {
    if (processor instanceof BatchSpanProcessor batches
        && batches.getSpanExporter() instanceof WatchedExporters.Spans watched) {
      int limit = config.getInt("otel.bsp.max.queue.size", DEFAULT_LIMIT);
      return new Spans(processor, watched.exports(), limit);
    }
    return processor;
  }

  static LogRecordProcessor of(LogRecordProcessor processor, ConfigProperties config) {
    if (processor instanceof BatchLogRecordProcessor batches
        && batches.getLogRecordExporter() instanceof WatchedExporters.Logs watched) {
      int limit = config.getInt("otel.blrp.max.queue.size", DEFAULT_LIMIT);
      return new Logs(processor, watched.exports(), limit);
    }
    return processor;
  }

  /** Lets in the spans that there is room for. */
  record Spans(SpanProcessor processor, SignalExports exports, int limit) implements SpanProcessor {
    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
      processor.onStart(parent, span);
    }

    @Override
    public boolean isStartRequired() {
      return processor.isStartRequired();
    }

    @Override
    public void onEnd(ReadableSpan span) {
      if (span.getSpanContext().isSampled() && exports.letsIn(limit)) {
        processor.onEnd(span);
      }
    }

    @Override
    public boolean isEndRequired() {
      return processor.isEndRequired();
    }

    @Override
    public CompletableResultCode forceFlush() {
      return processor.forceFlush();
    }

    @Override
    public CompletableResultCode shutdown() {
      return processor.shutdown();
    }
  }

  /** Lets in the log records that there is room for. */
  record Logs(LogRecordProcessor processor, SignalExports exports, int limit)
      implements LogRecordProcessor {
    @Override
    public void onEmit(Context context, ReadWriteLogRecord entry) {
      if (exports.letsIn(limit)) {
        processor.onEmit(context, entry);
      }
    }

    @Override
    public CompletableResultCode forceFlush() {
      return processor.forceFlush();
    }

    @Override
    public CompletableResultCode shutdown() {
      return processor.shutdown();
    }
  }
}
