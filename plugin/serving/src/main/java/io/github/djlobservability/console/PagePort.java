package io.github.djlobservability.console;

import io.github.djlobservability.access.Sender;
import io.github.djlobservability.telemetry.Failures;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Serves the plugin's pages on a port of their own: {@code /observability} and below, and the
 * metrics at {@code /metrics}, too, where Prometheus looks by itself. Has one thread, and a bound
 * of connections ({@link OpenConnections}); more are closed, and those that say nothing for {@value
 * #IDLE_SECONDS} s, too. What bodies hold is bounded. Thread-safe.
 */
public final class PagePort {
  private static final int IDLE_SECONDS = 60;
  private static final String METRICS = "/metrics";

  private final Console console;
  private final Failures failures;
  private final EventLoopGroup group =
      new NioEventLoopGroup(1, new DefaultThreadFactory("djl-serving-observability-port", true));
  private final OpenConnections connections = new OpenConnections();
  private final Channel channel;

  private PagePort(InetSocketAddress address, Console console, Failures failures)
      throws IOException {
    this.console = console;
    this.failures = failures;
    try {
      channel = listen(address);
    } catch (IOException | RuntimeException e) {
      close(Duration.ZERO);
      throw e;
    }
  }

  /**
   * Listens.
   *
   * @throws IOException if nobody can listen there, as where another program does
   */
  public static PagePort open(InetSocketAddress address, Console console, Failures failures)
      throws IOException {
    if (address.isUnresolved()) {
      throw new IOException("no machine has the name " + address.getHostString());
    }
    return new PagePort(address, console, failures);
  }

  private Channel listen(InetSocketAddress address) throws IOException {
    var bound =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel connection) {
                    accept(connection);
                  }
                })
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(bound.cause().getMessage(), bound.cause());
    }
    return bound.channel();
  }

  private void accept(SocketChannel connection) {
    String sender = Sender.of(Callers.addressOf(connection));
    if (!connections.open(sender)) {
      connection.close().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
      return;
    }
    connection.closeFuture().addListener(closed -> connections.closed(sender));
    connection.pipeline().addLast(new ReadTimeoutHandler(IDLE_SECONDS), new HttpServerCodec());
    new OneByOne(console.bodies(), PageRequest.MAX_BODY_BYTES).addTo(connection.pipeline());
    connection.pipeline().addLast(new Requests());
  }

  /** Returns where it listens. */
  InetSocketAddress address() {
    return (InetSocketAddress) channel.localAddress();
  }

  /** Stops; waits no longer than it is told. */
  public void close(Duration limit) {
    group
        .shutdownGracefully(0, limit.toMillis(), TimeUnit.MILLISECONDS)
        .awaitUninterruptibly(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Takes the requests of one connection. */
  private final class Requests extends SimpleChannelInboundHandler<FullHttpRequest> {
    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
      if (request.uri().equals(METRICS)) {
        request.setUri(Console.ROOT + METRICS);
      }
      if (Console.accepts(request)) {
        console.replyWithPage(ctx, request);
      } else {
        Console.refuse(ctx, request);
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      boolean clients =
          cause instanceof IOException
              || cause instanceof ChannelException
              || cause instanceof CodecException;
      if (!clients) {
        failures.caught("console", cause);
      }
      ctx.close().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }
  }
}
