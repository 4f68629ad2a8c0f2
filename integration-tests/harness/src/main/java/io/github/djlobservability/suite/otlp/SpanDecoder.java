package io.github.djlobservability.suite.otlp;

import static io.github.djlobservability.suite.otlp.AttributeDecoder.attributes;
import static io.github.djlobservability.suite.otlp.AttributeDecoder.id;

import io.github.djlobservability.suite.otlp.ReceivedSpan.Event;
import io.github.djlobservability.suite.otlp.ReceivedSpan.Kind;
import io.github.djlobservability.suite.otlp.ReceivedSpan.Link;
import io.github.djlobservability.suite.otlp.ReceivedSpan.Scope;
import io.github.djlobservability.suite.otlp.ReceivedSpan.Status;
import io.github.djlobservability.suite.otlp.ReceivedSpan.StatusCode;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Spans out of protobuf. */
final class SpanDecoder {

  private SpanDecoder() {}

  static List<ReceivedSpan> decode(ExportTraceServiceRequest request) {
    List<ReceivedSpan> decoded = new ArrayList<>();
    for (ResourceSpans resourceSpans : request.getResourceSpansList()) {
      Map<String, Object> resource = attributes(resourceSpans.getResource().getAttributesList());
      for (ScopeSpans scopeSpans : resourceSpans.getScopeSpansList()) {
        Scope scope = scope(scopeSpans.getScope());
        for (Span span : scopeSpans.getSpansList()) {
          decoded.add(span(span, scope, resource));
        }
      }
    }
    return decoded;
  }

  private static Scope scope(InstrumentationScope scope) {
    return new Scope(scope.getName(), scope.getVersion());
  }

  private static ReceivedSpan span(Span span, Scope scope, Map<String, Object> resource) {
    return new ReceivedSpan(
        id(span.getTraceId()),
        id(span.getSpanId()),
        id(span.getParentSpanId()),
        span.getTraceState(),
        span.getName(),
        Kind.valueOf(span.getKind().name().substring("SPAN_KIND_".length())),
        span.getStartTimeUnixNano(),
        span.getEndTimeUnixNano(),
        attributes(span.getAttributesList()),
        span.getEventsList().stream().map(SpanDecoder::event).toList(),
        span.getLinksList().stream().map(SpanDecoder::link).toList(),
        status(span),
        scope,
        resource);
  }

  private static Event event(Span.Event event) {
    return new Event(
        event.getName(), event.getTimeUnixNano(), attributes(event.getAttributesList()));
  }

  private static Link link(Span.Link link) {
    return new Link(
        id(link.getTraceId()), id(link.getSpanId()), attributes(link.getAttributesList()));
  }

  private static Status status(Span span) {
    String code = span.getStatus().getCode().name().substring("STATUS_CODE_".length());
    return new Status(StatusCode.valueOf(code), span.getStatus().getMessage());
  }
}
