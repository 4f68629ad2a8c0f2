package io.github.djlobservability.telemetry.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.internal.otlp.traces.TraceRequestMarshaler;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures the spans of a request: to write the four of its phases, and to encode all five. {@code
 * ours} is false for the SDK's tracer and its exporter's marshaler.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, timeUnit = TimeUnit.MILLISECONDS, time = 500)
@Measurement(iterations = 8, timeUnit = TimeUnit.MILLISECONDS, time = 500)
@Fork(3)
public class SpanExportBenchmark {
  private static final int REQUESTS = 200;
  private static final InstrumentationScopeInfo SCOPE =
      InstrumentationScopeInfo.builder("scope").setVersion("1").build();
  private static final List<String> PHASES =
      List.of("queue model", "preprocess model", "inference model", "postprocess model");
  private static final Attributes MODEL =
      Attributes.builder()
          .put("djl.serving.model.name", "model")
          .put("djl.serving.model.version", "1")
          .put("djl.serving.device", "cpu")
          .build();

  /** Whether this project's classes do it. */
  @Param({"false", "true"})
  public boolean ours;

  private final Last last = new Last();
  private final SpanProcessor processor = SimpleSpanProcessor.create(last);
  private final Resource resource =
      Resource.create(Attributes.builder().put("service.name", "models").build());
  private final Tracer tracer =
      SdkTracerProvider.builder()
          .addSpanProcessor(processor)
          .setResource(resource)
          .build()
          .get("scope");
  private final FinishedSpans bySdk = new TracerSpans(tracer);
  private final FinishedSpans byUs = new ProcessorSpans(List.of(processor), resource, SCOPE);
  private final SpanBytes bytes = new SpanBytes();
  private final Context parent = Context.root().with(server());
  private final List<SpanData> spans = requests();

  /** Writes the spans of a request's phases. */
  @Benchmark
  public Object write() {
    FinishedSpans to = ours ? byUs : bySdk;
    for (int i = 0; i < PHASES.size(); i++) {
      to.write(PHASES.get(i), parent, 1_000L * i, 1_000L * i + 500, MODEL, null);
    }
    return last.spans;
  }

  /** Encodes the five spans of a request, among those of others. */
  @Benchmark
  @OperationsPerInvocation(REQUESTS)
  public int encode() throws IOException {
    if (ours) {
      return bytes.encode(spans).size();
    }
    TraceRequestMarshaler marshaler = TraceRequestMarshaler.create(spans);
    marshaler.writeBinaryTo(OutputStream.nullOutputStream());
    return marshaler.getBinarySerializedSize();
  }

  private List<SpanData> requests() {
    List<SpanData> all = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      server().end();
      all.addAll(last.spans);
      for (String phase : PHASES) {
        byUs.write(phase, parent, 1, 2, MODEL, null);
        all.addAll(last.spans);
      }
    }
    return all;
  }

  private Span server() {
    return tracer
        .spanBuilder("POST /predictions/{model_name}")
        .setSpanKind(SpanKind.SERVER)
        .startSpan()
        .setAttribute("http.request.method", "POST")
        .setAttribute("url.scheme", "http")
        .setAttribute("url.path", "/predictions/model")
        .setAttribute("network.protocol.version", "1.1")
        .setAttribute("http.request.body.size", 250)
        .setAttribute("http.route", "/predictions/{model_name}")
        .setAttribute("user_agent.original", "python-requests/2.32")
        .setAttribute("server.address", "127.0.0.1")
        .setAttribute("server.port", 8080)
        .setAttribute("client.address", "127.0.0.1")
        .setAttribute("network.peer.address", "127.0.0.1")
        .setAttribute("network.peer.port", 51234)
        .setAttribute("http.response.status_code", 200)
        .setAttribute("http.response.body.size", 60)
        .setAttribute("djl.serving.request.id", "6f8ad7c0-1111-4222-8333-123456789abc")
        .setAllAttributes(MODEL)
        .setAttribute("djl.serving.batch.size", 1);
  }

  /** Keeps the spans of the last export. */
  private static final class Last implements SpanExporter {
    private Collection<SpanData> spans = List.of();

    @Override
    public CompletableResultCode export(Collection<SpanData> exported) {
      spans = exported;
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
