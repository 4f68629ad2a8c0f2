package io.github.djlobservability.telemetry.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes spans by any OpenTelemetry's tracer. Thread-safe.
 *
 * @param tracer starts them
 */
public record TracerSpans(Tracer tracer) implements FinishedSpans {
  @Override
  public void write(
      String name,
      Context parent,
      long startEpochNanos,
      long endEpochNanos,
      Attributes attributes,
      @Nullable SpanContext link) {
    SpanBuilder builder =
        tracer
            .spanBuilder(name)
            .setParent(parent)
            .setAllAttributes(attributes)
            .setStartTimestamp(startEpochNanos, TimeUnit.NANOSECONDS);
    if (link != null) {
      builder.addLink(link);
    }
    builder.startSpan().end(endEpochNanos, TimeUnit.NANOSECONDS);
  }
}
