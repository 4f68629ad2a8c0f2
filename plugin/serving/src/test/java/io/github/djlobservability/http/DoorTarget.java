package io.github.djlobservability.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.access.Decision;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.content.ContentReader;
import io.github.djlobservability.fuzz.FuzzTarget;
import io.github.djlobservability.fuzz.Scraps;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.observation.CollectedObservations;
import io.github.djlobservability.observation.CompletedRequests;
import io.github.djlobservability.observation.RequestsInFlight;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.worker.MemoryBudget;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.contrib.awsxray.propagator.AwsXrayPropagator;
import io.opentelemetry.extension.trace.propagation.B3Propagator;
import io.opentelemetry.extension.trace.propagation.JaegerPropagator;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends bytes through a channel as a client would, with every propagator at work: whatever they
 * are, the client gets the same bytes with the HTTP door and without, the server sees as many
 * requests, and nothing is left.
 */
public final class DoorTarget implements FuzzTarget {
  private static final int MAX_BODY = 1 << 16;

  /** Is the header that tells who asks for it what became of it. */
  private static final String DOCTOR = "x-observability-doctor: [^\r\n]*\r\n";

  private static final String ID = "x-request-id";
  private static final List<String> TYPES =
      List.of(
          "application/json",
          "text/event-stream",
          "application/jsonlines",
          "text/plain",
          "image/x");

  private final Telemetry telemetry =
      Telemetry.using(openTelemetry(), "test", MemoryBudget.ofHeap(), Runnable::run);
  private final RequestsInFlight inFlight = new RequestsInFlight();
  private final ContentReader reader = new ContentReader(telemetry);
  private final ServedModels models = new ServedModels(System::nanoTime);

  /** Makes a door of a server with one model. */
  public DoorTarget() {
    models.add(new ModelId("m", null), Settings.DEFAULTS, false);
  }

  @SuppressWarnings("deprecation") // OTEL_PROPAGATORS may still name Jaeger's
  private static OpenTelemetrySdk openTelemetry() {
    return OpenTelemetrySdk.builder()
        .setTracerProvider(SdkTracerProvider.builder().build())
        .setPropagators(
            ContextPropagators.create(
                TextMapPropagator.composite(
                    W3CTraceContextPropagator.getInstance(),
                    W3CBaggagePropagator.getInstance(),
                    B3Propagator.injectingMultiHeaders(),
                    JaegerPropagator.getInstance(),
                    AwsXrayPropagator.getInstance())))
        .build();
  }

  @Override
  public void take(byte[] input) {
    Scraps scraps = new Scraps(input);
    String type = TYPES.get(scraps.choice(TYPES.size()));
    byte[] body = scraps.bytes(scraps.choice(64));
    byte[] sent = scraps.rest();
    Server plain = new Server(type, body);
    byte[] expected = exchange(new EmbeddedChannel(stages(plain, null)), sent);
    Server observed = new Server(type, body);
    byte[] found = exchange(new EmbeddedChannel(stages(observed, door())), sent);
    reader.readWaiting();
    assertThat(text(found)).isEqualTo(text(expected));
    assertThat(observed.requests).isEqualTo(plain.requests);
    assertThat(inFlight.size()).isZero();
    assertThat(telemetry.failures().count()).isZero();
  }

  private HttpDoorHandler door() {
    ExchangeFactory exchanges =
        new ExchangeFactory(
            telemetry,
            (name, version) -> name == null ? null : models.asked(name, version),
            inFlight,
            new CollectedObservations(),
            reader,
            CompletedRequests.NONE,
            (channel, request, authorization) ->
                new Decision("Bearer right".equals(authorization), 401, "no", 0, ""),
            new RequestIds(ID),
            new PathPatterns(List.of("/ping")),
            false);
    return new HttpDoorHandler(exchanges, telemetry.failures(), new OpenChannels(), true);
  }

  private static ChannelHandler[] stages(Server server, @Nullable HttpDoorHandler door) {
    List<ChannelHandler> stages = new ArrayList<>();
    stages.add(new HttpServerCodec());
    stages.add(new HttpObjectAggregator(MAX_BODY));
    if (door != null) {
      stages.add(door);
    }
    stages.add(server);
    return stages.toArray(new ChannelHandler[0]);
  }

  private static byte[] exchange(EmbeddedChannel channel, byte[] sent) {
    channel.writeInbound(Unpooled.copiedBuffer(sent));
    ByteBuf all = Unpooled.buffer();
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      all.writeBytes(part);
      part.release();
    }
    channel.finishAndReleaseAll();
    byte[] bytes = new byte[all.readableBytes()];
    all.readBytes(bytes).release();
    return bytes;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1).replaceAll(DOCTOR, "");
  }

  /** Replies to each request with the same response, and keeps what it saw of the request. */
  private static final class Server extends SimpleChannelInboundHandler<FullHttpRequest> {
    private final String type;
    private final byte[] body;
    private final List<String> requests = new ArrayList<>();

    Server(String type, byte[] body) {
      this.type = type;
      this.body = body;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
      requests.add(
          request.method()
              + " "
              + request.uri()
              + " "
              + request.decoderResult().isFailure()
              + " "
              + request.content().toString(StandardCharsets.ISO_8859_1));
      FullHttpResponse response =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.wrappedBuffer(body));
      response.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
      response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
      ctx.writeAndFlush(response).addListener(written -> {});
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      requests.add(cause.toString());
    }
  }
}
