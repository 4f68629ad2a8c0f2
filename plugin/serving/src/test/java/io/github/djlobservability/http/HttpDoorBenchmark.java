package io.github.djlobservability.http;

import io.github.djlobservability.access.Decision;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.content.ContentReader;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.observation.BenchmarkBody;
import io.github.djlobservability.observation.CompletedRequests;
import io.github.djlobservability.observation.RequestsInFlight;
import io.github.djlobservability.telemetry.BenchmarkTelemetry;
import io.github.djlobservability.telemetry.Telemetry;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures the cost of a request and its response at the HTTP door, beside a channel without it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class HttpDoorBenchmark {
  /** "none" is a channel without the door. */
  @Param({"none", "unsampled", "sampled"})
  public String door = "none";

  /** Whether a thread of its own writes requests down, as with an SDK of ours. */
  @Param({"true", "false"})
  public boolean withWriter;

  /** The body of the request, which somebody looks at. Also to be tried with the others. */
  @Param("NONE") // JSON, WAV, JPEG
  public BenchmarkBody body = BenchmarkBody.NONE;

  private EmbeddedChannel channel = new EmbeddedChannel();

  @Setup
  public void openChannel() {
    if (!door.equals("none")) {
      channel.pipeline().addLast(handler());
    }
  }

  private HttpDoorHandler handler() {
    boolean sampled = door.equals("sampled");
    Telemetry telemetry =
        withWriter
            ? BenchmarkTelemetry.startWithWriter(sampled)
            : BenchmarkTelemetry.start(sampled);
    ServedModels models = new ServedModels(System::nanoTime);
    models.add(new ModelId("m", null), Settings.DEFAULTS, body == BenchmarkBody.NONE);
    ExchangeFactory exchanges =
        new ExchangeFactory(
            telemetry,
            (name, version) -> name == null ? null : models.find(name, version),
            new RequestsInFlight(),
            body.observations(),
            new ContentReader(telemetry),
            CompletedRequests.NONE,
            (channel, request, authorization) -> new Decision(false, 401, "", 0, ""),
            new RequestIds("x-request-id"),
            new PathPatterns(List.of("/ping")),
            false);
    return new HttpDoorHandler(exchanges, telemetry.failures(), new OpenChannels(), false);
  }

  @Benchmark
  public Object exchange() {
    FullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1,
            HttpMethod.POST,
            "/predictions/m",
            Unpooled.wrappedBuffer(body.bytes()));
    request.headers().set("host", "127.0.0.1:8080").set("user-agent", "benchmark");
    request.headers().set("content-type", body.type());
    channel.writeInbound(request);
    Object seen = channel.readInbound();
    channel.writeOutbound(
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.EMPTY_BUFFER));
    Object unused = channel.readOutbound();
    return seen;
  }
}
