package io.github.djlobservability.telemetry.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.internal.otlp.traces.TraceRequestMarshaler;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Compares with what the SDK's own marshaler writes. */
class SpanBytesTest {
  private static final Resource RESOURCE =
      Resource.create(Attributes.builder().put("service.name", "models").put("n", 1).build());
  private static final InstrumentationScopeInfo SCOPE =
      InstrumentationScopeInfo.builder("scope").setVersion("1").build();
  private static final IdGenerator IDS = IdGenerator.random();

  private static final List<SpanKind> KINDS = List.of(SpanKind.values());

  private final Random random = new Random(17);
  private final SpanBytes bytes = new SpanBytes();

  @Test
  void anySpansAreWrittenAsTheSdkWritesThem() throws IOException {
    System.out.println("seed 17");
    for (int request = 0; request < 200; request++) {
      List<SpanData> spans = new ArrayList<>();
      int count = random.nextInt(30);
      for (int i = 0; i < count; i++) {
        spans.add(random.nextBoolean() ? finished() : ended());
      }
      assertThat(lines(parsed(bytes.encode(spans))))
          .containsExactlyInAnyOrderElementsOf(lines(bySdk(spans)));
    }
  }

  @Test
  void nothingIsAnEmptyRequest() throws IOException {
    assertThat(parsed(bytes.encode(List.of()))).isEqualTo(UnknownFieldSet.getDefaultInstance());
  }

  @Test
  void spansOfSeveralScopesAndResourcesStayApart() throws IOException {
    Resource other = Resource.create(Attributes.builder().put("service.name", "others").build());
    List<SpanData> spans =
        List.of(
            plain().build(),
            plain().setInstrumentationScopeInfo(InstrumentationScopeInfo.create("x")).build(),
            plain().setResource(other).build(),
            plain()
                .setResource(Resource.create(Attributes.empty(), "https://schema"))
                .setInstrumentationScopeInfo(
                    InstrumentationScopeInfo.builder("y").setSchemaUrl("https://z").build())
                .build(),
            plain().build());
    assertThat(lines(parsed(bytes.encode(spans))))
        .containsExactlyInAnyOrderElementsOf(lines(bySdk(spans)));
  }

  @Test
  void moreKeysThanAreKeptAreWrittenAllTheSame() throws IOException {
    List<SpanData> spans = new ArrayList<>();
    for (int i = 0; i < SpanBytes.MOST_KEPT + 10; i++) {
      spans.add(
          plain()
              .setAttributes(Attributes.builder().put("key" + i, i).build())
              .setTotalAttributeCount(1)
              .build());
    }
    assertThat(lines(parsed(bytes.encode(spans))))
        .containsExactlyInAnyOrderElementsOf(lines(bySdk(spans)));
  }

  private SpanData finished() {
    List<ReadableSpan> written = new ArrayList<>();
    SpanProcessor processor = new Kept(written);
    new ProcessorSpans(List.of(processor), RESOURCE, SCOPE)
        .write(
            "phase " + text(),
            Context.root().with(Span.wrap(context())),
            random.nextLong(1L << 62),
            random.nextLong(1L << 62),
            attributes(false),
            random.nextInt(4) == 0 ? context() : null);
    return written.get(0).toSpanData();
  }

  private record Kept(List<ReadableSpan> spans) implements SpanProcessor {
    @Override
    public void onStart(Context parentContext, ReadWriteSpan unused) {}

    @Override
    public boolean isStartRequired() {
      return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
      spans.add(span);
    }

    @Override
    public boolean isEndRequired() {
      return true;
    }
  }

  private SpanData ended() {
    TestSpanData.Builder span =
        plain()
            .setName(text())
            .setKind(KINDS.get(random.nextInt(KINDS.size())))
            .setParentSpanContext(random.nextInt(3) == 0 ? SpanContext.getInvalid() : context())
            .setStatus(status());
    boolean rich = random.nextInt(5) == 0;
    Attributes attributes = attributes(rich);
    span.setAttributes(attributes).setTotalAttributeCount(attributes.size() + random.nextInt(2));
    if (random.nextInt(4) == 0) {
      span.setLinks(
              List.of(
                  LinkData.create(context()),
                  LinkData.create(context(), rich ? attributes(true) : Attributes.empty())))
          .setTotalRecordedLinks(2 + random.nextInt(2));
    }
    if (rich) {
      span.setEvents(List.of(EventData.create(5, "event", attributes(true))))
          .setTotalRecordedEvents(1);
    }
    return span.build();
  }

  private static TestSpanData.Builder plain() {
    return TestSpanData.builder()
        .setName("name")
        .setKind(SpanKind.SERVER)
        .setSpanContext(
            SpanContext.create(
                IDS.generateTraceId(),
                IDS.generateSpanId(),
                TraceFlags.getSampled(),
                TraceState.getDefault()))
        .setStatus(StatusData.unset())
        .setResource(RESOURCE)
        .setInstrumentationScopeInfo(SCOPE)
        .setHasEnded(true)
        .setStartEpochNanos(1_700_000_000_000_000_000L)
        .setEndEpochNanos(1_700_000_000_000_000_001L);
  }

  private StatusData status() {
    return switch (random.nextInt(4)) {
      case 0 -> StatusData.unset();
      case 1 -> StatusData.ok();
      case 2 -> StatusData.error();
      default -> StatusData.create(StatusCode.ERROR, text());
    };
  }

  private SpanContext context() {
    TraceState state =
        random.nextInt(10) == 0
            ? TraceState.builder().put("vendor", "a:b").put("other", "c").build()
            : TraceState.getDefault();
    String trace = IDS.generateTraceId();
    String span = IDS.generateSpanId();
    TraceFlags flags = TraceFlags.fromByte((byte) random.nextInt(4));
    return random.nextBoolean()
        ? SpanContext.create(trace, span, flags, state)
        : SpanContext.createFromRemoteParent(trace, span, flags, state);
  }

  private Attributes attributes(boolean rich) {
    AttributesBuilder attributes = Attributes.builder();
    int count = random.nextInt(25);
    for (int i = 0; i < count; i++) {
      String key = "key." + random.nextInt(40) + (random.nextInt(9) == 0 ? "ü" : "");
      switch (random.nextInt(rich ? 8 : 4)) {
        case 0 -> attributes.put(key, text());
        case 1 -> attributes.put(key, random.nextLong());
        case 2 -> attributes.put(key, random.nextDouble());
        case 3 -> attributes.put(key, random.nextBoolean());
        case 4 -> attributes.put(AttributeKey.stringArrayKey(key), List.of(text(), text()));
        case 5 -> attributes.put(AttributeKey.longArrayKey(key), List.of(1L, -1L));
        case 6 -> attributes.put(AttributeKey.doubleArrayKey(key), List.of(1.5));
        default -> attributes.put(AttributeKey.booleanArrayKey(key), List.of(true));
      }
    }
    return attributes.build();
  }

  /** Returns short and long texts, and such with characters of one to four bytes. */
  private String text() {
    int length = random.nextInt(4) == 0 ? random.nextInt(20_000) : random.nextInt(30);
    int kinds = random.nextInt(4);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      switch (random.nextInt(kinds + 1)) {
        case 0 -> text.append((char) ('a' + random.nextInt(26)));
        case 1 -> text.append('é');
        case 2 -> text.append('語');
        default -> text.appendCodePoint(0x1F600);
      }
    }
    return text.toString();
  }

  private static UnknownFieldSet parsed(ProtoBytes message) throws IOException {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    EncodedSpans encoded = new EncodedSpans(message);
    encoded.toBinaryMessageWriter().writeMessage(sent);
    assertThat(sent.size()).isEqualTo(encoded.toBinaryMessageWriter().getContentLength());
    return UnknownFieldSet.parseFrom(sent.toByteArray());
  }

  private static UnknownFieldSet bySdk(List<SpanData> spans) throws IOException {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    TraceRequestMarshaler.create(spans).writeBinaryTo(sent);
    return UnknownFieldSet.parseFrom(sent.toByteArray());
  }

  /**
   * Returns each span's bytes with its resource, its scope and their schemas: in how many groups
   * spans come doesn't matter.
   */
  private static List<List<Object>> lines(UnknownFieldSet request) throws IOException {
    List<List<Object>> lines = new ArrayList<>();
    for (UnknownFieldSet resource : messages(request, 1)) {
      for (UnknownFieldSet scope : messages(resource, 2)) {
        for (ByteString span : fields(scope, 2)) {
          lines.add(
              List.of(
                  fields(resource, 1),
                  fields(resource, 3),
                  fields(scope, 1),
                  fields(scope, 3),
                  span));
        }
      }
    }
    return lines;
  }

  private static List<UnknownFieldSet> messages(UnknownFieldSet of, int field) throws IOException {
    List<UnknownFieldSet> messages = new ArrayList<>();
    for (ByteString bytes : fields(of, field)) {
      messages.add(UnknownFieldSet.parseFrom(bytes));
    }
    return messages;
  }

  private static List<ByteString> fields(UnknownFieldSet of, int field) {
    return of.getField(field).getLengthDelimitedList();
  }
}
