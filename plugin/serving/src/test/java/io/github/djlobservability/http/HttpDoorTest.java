package io.github.djlobservability.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.serving.http.InvalidRequestHandler;
import io.github.djlobservability.access.Decision;
import io.github.djlobservability.content.ContentReader;
import io.github.djlobservability.observation.CompletedRequests;
import io.github.djlobservability.observation.Observations;
import io.github.djlobservability.observation.RequestsInFlight;
import io.github.djlobservability.telemetry.Telemetry;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.DefaultEventLoopGroup;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalServerChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.opentelemetry.api.OpenTelemetry;
import java.lang.reflect.Field;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpDoorTest {
  private final DefaultEventLoopGroup group = new DefaultEventLoopGroup(1);
  private final Telemetry telemetry = Telemetry.using(OpenTelemetry.noop(), "test");
  private final BlockingQueue<List<String>> pipelines = new LinkedBlockingQueue<>();
  private final FullHttpRequest request =
      new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/ping");
  private @Nullable Object registryBefore;

  @BeforeEach
  void keepRegistry() throws ReflectiveOperationException {
    registryBefore = registry().get(null);
  }

  @AfterEach
  void restoreRegistry() throws Exception {
    registry().set(null, registryBefore);
    request.release();
    group.shutdownGracefully(0, 0, TimeUnit.SECONDS).sync();
    assertThat(telemetry.failures().count()).isZero();
  }

  @Test
  void standsBehindTheAggregatorOfEveryChannelOfTheServer() throws Exception {
    HttpDoor door = new HttpDoor(telemetry, exchanges(), NettyExtensions::register);
    assertThat(namesOfAChannelWith(new InvalidRequestHandler()))
        .containsSubsequence("aggregator", HttpDoor.HANDLER, "last");
    assertThat(door.fallBackReason()).isNull();
    assertThat(door.hasSeen(request)).isTrue();
  }

  @Test
  void leavesTheChannelsOfOtherServersAlone() throws Exception {
    HttpDoor door = new HttpDoor(telemetry, exchanges(), NettyExtensions::register);
    assertThat(namesOfAChannelWith(new ChannelInboundHandlerAdapter()))
        .doesNotContain(HttpDoor.HANDLER);
    assertThat(door.fallBackReason()).isNull();
  }

  @Test
  void extensionsThatNettyHadStayBesideOurs() throws Exception {
    BlockingQueue<Channel> asked = new LinkedBlockingQueue<>();
    NettyExtensions.register(
        new ChannelInitializerExtension() {
          @Override
          public void postInitializeServerChildChannel(Channel channel) {
            asked.add(channel);
          }
        });
    HttpDoor unused = new HttpDoor(telemetry, exchanges(), NettyExtensions::register);
    assertThat(namesOfAChannelWith(new InvalidRequestHandler())).contains(HttpDoor.HANDLER);
    assertThat(asked).hasSize(1);
  }

  @Test
  void fallsBackWhereNettyIsNotAsExpected() {
    assertThatThrownBy(
            () ->
                NettyExtensions.register(
                    new ChannelDoor(exchanges(), telemetry.failures(), new OpenChannels()),
                    ServerBootstrap.class.getName()))
        .isInstanceOf(ReflectiveOperationException.class);
    HttpDoor door =
        new HttpDoor(
            telemetry,
            exchanges(),
            extension -> {
              throw new NoSuchFieldException("implementation");
            });
    assertThat(door.fallBackReason())
        .isEqualTo("Netty takes no extension: java.lang.NoSuchFieldException: implementation");
    assertThat(door.hasSeen(request)).isFalse();
    assertThat(door.hasSeen(new ObservedRequest(request))).isTrue();
  }

  @Test
  void fallsBackForGoodWhereNettyDidNotAskTheExtension() throws Exception {
    HttpDoor door = new HttpDoor(telemetry, exchanges(), NettyExtensions::register);
    assertThat(door.hasSeen(request)).isFalse();
    assertThat(door.fallBackReason()).isEqualTo("Netty did not ask the extension.");
    assertThat(namesOfAChannelWith(new InvalidRequestHandler())).doesNotContain(HttpDoor.HANDLER);
    assertThat(door.hasSeen(request)).isFalse();
  }

  /** Returns the names of the handlers that a channel has when it is ready. */
  private List<String> namesOfAChannelWith(ChannelHandler last) throws Exception {
    LocalAddress address = new LocalAddress(HttpDoorTest.class);
    Channel server =
        new ServerBootstrap()
            .group(group)
            .channel(LocalServerChannel.class)
            .childHandler(new Pipeline(last))
            .bind(address)
            .sync()
            .channel();
    Channel client =
        new Bootstrap()
            .group(group)
            .channel(LocalChannel.class)
            .handler(new ChannelInboundHandlerAdapter())
            .connect(server.localAddress())
            .sync()
            .channel();
    List<String> names = requireNonNull(pipelines.poll(10, TimeUnit.SECONDS));
    client.close().sync();
    server.close().sync();
    return names;
  }

  private final class Pipeline extends ChannelInitializer<Channel> {
    private final ChannelHandler last;

    Pipeline(ChannelHandler last) {
      this.last = last;
    }

    @Override
    protected void initChannel(Channel channel) {
      channel
          .pipeline()
          .addLast("http", new HttpServerCodec())
          .addLast("aggregator", new HttpObjectAggregator(1 << 16))
          .addLast("last", last)
          .addLast("active", new Names());
    }
  }

  private final class Names extends ChannelInboundHandlerAdapter {
    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      pipelines.add(ctx.pipeline().names());
      ctx.fireChannelActive();
    }
  }

  private ExchangeFactory exchanges() {
    return new ExchangeFactory(
        telemetry,
        (name, version) -> null,
        new RequestsInFlight(),
        Observations.NONE,
        new ContentReader(telemetry),
        CompletedRequests.NONE,
        (channel, request, authorization) -> new Decision(false, 401, "", 0, ""),
        new RequestIds("x-request-id"),
        new PathPatterns(List.of("/ping")),
        false);
  }

  private static Field registry() throws ReflectiveOperationException {
    Class<?> type = Class.forName("io.netty.bootstrap.ChannelInitializerExtensions");
    Field field = type.getDeclaredField("implementation");
    field.setAccessible(true);
    return field;
  }
}
