package io.github.djlobservability.telemetry.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/** Writes spans of which all is known, since they are over. Thread-safe. */
public interface FinishedSpans {
  /**
   * Writes a span.
   *
   * @param name low in cardinality
   * @param parent holds the span that it is below, which is sampled
   * @param startEpochNanos in nanoseconds since 1970
   * @param endEpochNanos in nanoseconds since 1970, not before the start
   * @param attributes not many different ones: they are kept, encoded
   * @param link to another span; null for none
   */
  void write(
      String name,
      Context parent,
      long startEpochNanos,
      long endEpochNanos,
      Attributes attributes,
      @Nullable SpanContext link);
}
