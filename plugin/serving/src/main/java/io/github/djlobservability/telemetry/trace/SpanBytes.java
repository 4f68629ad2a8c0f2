package io.github.djlobservability.telemetry.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.exporter.internal.marshal.Marshaler;
import io.opentelemetry.exporter.internal.otlp.InstrumentationScopeMarshaler;
import io.opentelemetry.exporter.internal.otlp.ResourceMarshaler;
import io.opentelemetry.exporter.internal.otlp.traces.TraceRequestMarshaler;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes spans down as an {@code ExportTraceServiceRequest} of OTLP. What comes again and again is
 * encoded once: keys, the resource, the scope, and the attributes of finished spans. Spans with
 * events, a trace state, or attributes of many values are few, and are left to the SDK's own
 * marshaler; two requests one after the other are one, as protobuf merges them. Not thread-safe.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/trace/v1/trace.proto">trace.proto</a>
 */
final class SpanBytes {
  /** Bounds what is kept encoded, of each kind; past it all is made anew. */
  static final int MOST_KEPT = 1_000;

  private static final int HAS_IS_REMOTE = 0x100;
  private static final int IS_REMOTE = 0x200;
  private static final int STATUS_OK = 1;
  private static final int STATUS_ERROR = 2;

  private final ProtoBytes out = new ProtoBytes(1 << 14);
  private final Map<AttributeKey<?>, byte[]> keys = new HashMap<>();
  private final IdentityHashMap<Attributes, byte[]> finished = new IdentityHashMap<>();
  private @Nullable Resource resource;
  private @Nullable InstrumentationScopeInfo scope;
  private byte[] resourceBytes = new byte[0];
  private byte[] scopeBytes = new byte[0];

  /** Encodes spans; what it returns is good until the next. */
  ProtoBytes encode(Collection<SpanData> spans) {
    out.clear();
    List<SpanData> others = List.of();
    int resourceBegun = -1;
    int scopeBegun = -1;
    for (SpanData span : spans) {
      if (!isPlain(span)) {
        others = others.isEmpty() ? new ArrayList<>() : others;
        others.add(span);
        continue;
      }
      boolean same =
          scopeBegun >= 0
              && span.getResource() == resource
              && span.getInstrumentationScopeInfo().equals(scope);
      if (!same) {
        endScope(scopeBegun, resourceBegun);
        resourceBegun = out.begin(1);
        know(span);
        out.bytes(1, resourceBytes);
        scopeBegun = out.begin(2);
        out.bytes(1, scopeBytes);
      }
      write(span);
    }
    endScope(scopeBegun, resourceBegun);
    if (!others.isEmpty()) {
      out.raw(bytes(TraceRequestMarshaler.create(others)));
    }
    return out;
  }

  private void endScope(int scopeBegun, int resourceBegun) {
    if (scopeBegun >= 0) {
      schema(scope == null ? null : scope.getSchemaUrl());
      out.end(scopeBegun);
      schema(resource == null ? null : resource.getSchemaUrl());
      out.end(resourceBegun);
    }
  }

  private void schema(@Nullable String url) {
    if (url != null) {
      out.string(3, url);
    }
  }

  private void know(SpanData span) {
    if (span.getResource() != resource) {
      resource = span.getResource();
      resourceBytes = bytes(ResourceMarshaler.create(resource));
    }
    if (!span.getInstrumentationScopeInfo().equals(scope)) {
      scope = span.getInstrumentationScopeInfo();
      scopeBytes = bytes(InstrumentationScopeMarshaler.create(scope));
    }
  }

  private static byte[] bytes(Marshaler marshaler) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(marshaler.getBinarySerializedSize());
    try {
      marshaler.writeBinaryTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static boolean isPlain(SpanData span) {
    if (span.getTotalRecordedEvents() != 0 || !span.getSpanContext().getTraceState().isEmpty()) {
      return false;
    }
    for (LinkData link : span.getLinks()) {
      if (link.getTotalAttributeCount() != 0 || !link.getSpanContext().getTraceState().isEmpty()) {
        return false;
      }
    }
    return span instanceof FinishedSpan || hasPlainValues(span.getAttributes());
  }

  private static boolean hasPlainValues(Attributes attributes) {
    boolean[] plain = {true};
    attributes.forEach((key, value) -> plain[0] &= isPlain(key.getType()));
    return plain[0];
  }

  private static boolean isPlain(AttributeType type) {
    return switch (type) {
      case STRING, BOOLEAN, LONG, DOUBLE -> true;
      case STRING_ARRAY, BOOLEAN_ARRAY, LONG_ARRAY, DOUBLE_ARRAY, VALUE -> false;
    };
  }

  private void write(SpanData span) {
    int begun = out.begin(2);
    SpanContext context = span.getSpanContext();
    SpanContext parent = span.getParentSpanContext();
    identity(context);
    if (parent.isValid()) {
      out.hex(4, parent.getSpanId());
    }
    text(5, span.getName());
    out.varint(6, kind(span.getKind()));
    out.fixed64(7, span.getStartEpochNanos());
    out.fixed64(8, span.getEndEpochNanos());
    Attributes attributes = span.getAttributes();
    if (span instanceof FinishedSpan) {
      out.raw(encoded(attributes));
    } else {
      attributes.forEach(this::attribute);
    }
    dropped(10, span.getTotalAttributeCount() - attributes.size());
    List<LinkData> links = span.getLinks();
    for (int i = 0; i < links.size(); i++) {
      link(links.get(i).getSpanContext());
    }
    dropped(14, span.getTotalRecordedLinks() - links.size());
    status(span.getStatus());
    out.fixed32(16, flags(context, parent.isRemote()));
    out.end(begun);
  }

  /** By proto3, an empty text is none. */
  private void text(int field, String text) {
    if (!text.isEmpty()) {
      out.string(field, text);
    }
  }

  private void identity(SpanContext context) {
    out.hex(1, context.getTraceId());
    out.hex(2, context.getSpanId());
  }

  private void link(SpanContext to) {
    int begun = out.begin(13);
    identity(to);
    out.fixed32(6, flags(to, to.isRemote()));
    out.end(begun);
  }

  private static int flags(SpanContext context, boolean remote) {
    return (context.getTraceFlags().asByte() & 0xff) | HAS_IS_REMOTE | (remote ? IS_REMOTE : 0);
  }

  private void dropped(int field, int count) {
    if (count > 0) {
      out.varint(field, count);
    }
  }

  private void status(StatusData status) {
    int begun = out.begin(15);
    text(2, status.getDescription());
    int code = code(status.getStatusCode());
    if (code != 0) {
      out.varint(3, code);
    }
    out.end(begun);
  }

  private static int code(StatusCode code) {
    return switch (code) {
      case UNSET -> 0;
      case OK -> STATUS_OK;
      case ERROR -> STATUS_ERROR;
    };
  }

  private static int kind(SpanKind kind) {
    return switch (kind) {
      case INTERNAL -> 1;
      case SERVER -> 2;
      case CLIENT -> 3;
      case PRODUCER -> 4;
      case CONSUMER -> 5;
    };
  }

  private byte[] encoded(Attributes attributes) {
    byte[] known = finished.get(attributes);
    if (known != null) {
      return known;
    }
    int from = out.size();
    attributes.forEach(this::attribute);
    byte[] made = out.copy(from);
    out.cutTo(from);
    if (finished.size() >= MOST_KEPT) {
      finished.clear();
    }
    finished.put(attributes, made);
    return made;
  }

  private void attribute(AttributeKey<?> key, Object value) {
    int begun = out.begin(9);
    byte[] name = keys.get(key);
    if (name == null) {
      int from = out.size();
      out.string(1, key.getKey());
      if (keys.size() >= MOST_KEPT) {
        keys.clear();
      }
      keys.put(key, out.copy(from));
    } else {
      out.raw(name);
    }
    int valueBegun = out.begin(2);
    if (value instanceof String text) {
      out.string(1, text);
    } else if (value instanceof Boolean truth) {
      out.varint(2, truth ? 1 : 0);
    } else if (value instanceof Long number) {
      out.varint(3, number);
    } else if (value instanceof Double number) {
      out.fixed64(4, Double.doubleToRawLongBits(number));
    } else {
      throw new IllegalArgumentException("An attribute of many values: " + key);
    }
    out.end(valueBegun);
    out.end(begun);
  }
}
