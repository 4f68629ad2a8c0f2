package io.github.djlobservability.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.djlobservability.access.Decision;
import io.github.djlobservability.config.RequestSetting;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.content.ContentReader;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.observation.CompletedRequests;
import io.github.djlobservability.observation.Observations;
import io.github.djlobservability.observation.RequestsInFlight;
import io.github.djlobservability.telemetry.BenchmarkTelemetry;
import io.github.djlobservability.telemetry.Telemetry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures the cost of a chunk of a streamed chat, beside a channel without the door: on the event
 * loop, and altogether, with its reading.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class StreamBenchmark {
  private static final int CHUNKS = 1000;

  /** "none" is a channel without the door; "counted" has gen-ai switched off. */
  @Param({"none", "counted", "read"})
  public String door = "none";

  private final ByteBuf chunk =
      Unpooled.unreleasableBuffer(
          Unpooled.wrappedBuffer(
              ("data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,"
                      + "\"model\":\"llama\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\" token\"},"
                      + "\"logprobs\":null,\"finish_reason\":null}]}\n\n")
                  .getBytes(UTF_8)));

  private EmbeddedChannel channel = new EmbeddedChannel();
  private @Nullable ContentReader reader;

  @Setup
  public void openChannel() {
    if (!door.equals("none")) {
      channel.pipeline().addLast(handler());
    }
  }

  private HttpDoorHandler handler() {
    Telemetry telemetry = BenchmarkTelemetry.start(false);
    ServedModels models = new ServedModels(System::nanoTime);
    boolean read = door.equals("read");
    models.add(
        new ModelId("m", null),
        Settings.DEFAULTS.with(RequestSetting.GEN_AI, read).with(RequestSetting.ITEMS, read),
        false);
    ContentReader made = new ContentReader(telemetry);
    reader = made;
    ExchangeFactory exchanges =
        new ExchangeFactory(
            telemetry,
            (name, version) -> name == null ? null : models.find(name, version),
            new RequestsInFlight(),
            Observations.NONE,
            made,
            CompletedRequests.NONE,
            (channel, request, authorization) -> new Decision(false, 401, "", 0, ""),
            new RequestIds("x-request-id"),
            new PathPatterns(List.of("/ping")),
            false);
    return new HttpDoorHandler(exchanges, telemetry.failures(), new OpenChannels(), false);
  }

  /** One stream, for each chunk of it; its reading is part of it. */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public boolean withReading() {
    stream();
    return reader != null && reader.readWaiting();
  }

  /** Measures the event loop's part; the reading happens outside of the measurement. */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public void eventLoop() {
    stream();
  }

  @TearDown(Level.Invocation)
  public void readWhatIsLeft() {
    if (reader != null) {
      boolean unused = reader.readWaiting();
    }
  }

  private void stream() {
    channel.writeInbound(
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.POST, "/predictions/m", Unpooled.EMPTY_BUFFER));
    Object unused = channel.readInbound();
    DefaultHttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    head.headers().set("content-type", "text/event-stream");
    channel.writeOutbound(head);
    unused = channel.readOutbound();
    for (int i = 0; i < CHUNKS; i++) {
      channel.writeOutbound(new DefaultHttpContent(chunk.duplicate()));
      unused = channel.readOutbound();
    }
    channel.writeOutbound(LastHttpContent.EMPTY_LAST_CONTENT);
    unused = channel.readOutbound();
  }
}
