package io.github.djlobservability.suite.otlp;

import java.util.Map;

/**
 * A log record as it came over the wire.
 *
 * @param traceId empty if the record belongs to no trace
 */
public record ReceivedLog(
    String severity,
    String eventName,
    String body,
    String traceId,
    String spanId,
    long timeNanos,
    Map<String, Object> attributes,
    Map<String, Object> resource) {}
