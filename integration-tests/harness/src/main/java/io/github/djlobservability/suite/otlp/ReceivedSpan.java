package io.github.djlobservability.suite.otlp;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A span as it came over the wire. Ids are lower-case hexadecimal, times are nanoseconds since the
 * epoch; attribute values are {@link String}, {@link Boolean}, {@link Long}, {@link Double}, or a
 * list of these.
 *
 * @param parentSpanId empty for a span without a parent
 */
public record ReceivedSpan(
    String traceId,
    String spanId,
    String parentSpanId,
    String traceState,
    String name,
    Kind kind,
    long startNanos,
    long endNanos,
    Map<String, Object> attributes,
    List<Event> events,
    List<Link> links,
    Status status,
    Scope scope,
    Map<String, Object> resource) {

  /** The sort of a span. */
  public enum Kind {
    UNSPECIFIED,
    INTERNAL,
    SERVER,
    CLIENT,
    PRODUCER,
    CONSUMER
  }

  /** The code of a status. */
  public enum StatusCode {
    UNSET,
    OK,
    ERROR
  }

  /** Says how the work ended. */
  public record Status(StatusCode code, String description) {}

  /** Something that happened at one moment of the span. */
  public record Event(String name, long timeNanos, Map<String, Object> attributes) {}

  /** A pointer to another span. */
  public record Link(String traceId, String spanId, Map<String, Object> attributes) {}

  /** The instrumentation that made the span. */
  public record Scope(String name, String version) {}

  /** Returns the value of one attribute, null if the span lacks it. */
  public @Nullable Object attribute(String key) {
    return attributes.get(key);
  }

  public boolean hasParent() {
    return !parentSpanId.isEmpty();
  }

  public boolean isChildOf(ReceivedSpan parent) {
    return traceId.equals(parent.traceId) && parentSpanId.equals(parent.spanId);
  }

  public boolean isLinkedTo(ReceivedSpan other) {
    return links.stream()
        .anyMatch(link -> link.traceId.equals(other.traceId) && link.spanId.equals(other.spanId));
  }

  /** Returns whether this span lies wholly within the time of the other. */
  public boolean isWithin(ReceivedSpan other) {
    return startNanos >= other.startNanos && endNanos <= other.endNanos;
  }

  public long durationNanos() {
    return endNanos - startNanos;
  }
}
