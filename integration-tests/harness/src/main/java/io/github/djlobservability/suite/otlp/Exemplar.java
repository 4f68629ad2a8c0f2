package io.github.djlobservability.suite.otlp;

/** One measurement that a metric point kept, with the trace it was made in (empty ids if none). */
public record Exemplar(double value, String traceId, String spanId, long timeNanos) {}
