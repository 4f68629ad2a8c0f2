package io.github.djlobservability.http;

import io.github.djlobservability.telemetry.Failures;
import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpObjectAggregator;
import java.util.Map;

/**
 * Puts our handler into each channel that DJL Serving accepts, on every one of its connectors,
 * before the channel's first request. Thread-safe.
 *
 * <p>Netty calls it when the pipeline holds the server's own initializer alone, so an initializer
 * of ours is added, which runs after that one.
 */
final class ChannelDoor extends ChannelInitializerExtension {
  private static final String SERVERS_HANDLERS = "ai.djl.serving.http.";

  private final ExchangeFactory exchanges;
  private final Failures failures;
  private final OpenChannels channels;
  private volatile boolean used;
  private volatile boolean closed;

  ChannelDoor(ExchangeFactory exchanges, Failures failures, OpenChannels channels) {
    this.exchanges = exchanges;
    this.failures = failures;
    this.channels = channels;
  }

  /** Returns whether our handler was put into any channel. */
  boolean isUsed() {
    return used;
  }

  /** Puts our handler into no more channels. */
  void close() {
    closed = true;
  }

  @Override
  public void postInitializeServerChildChannel(Channel channel) {
    channel.pipeline().addLast(new AfterTheServers());
  }

  /** Takes care that what it throws doesn't close the channel. */
  private final class AfterTheServers extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      try {
        open(channel.pipeline());
      } catch (RuntimeException | Error e) {
        failures.caught("http", e);
      }
    }
  }

  private void open(ChannelPipeline pipeline) {
    ChannelHandlerContext aggregator = pipeline.context(HttpObjectAggregator.class);
    if (!closed && aggregator != null && isServers(pipeline)) {
      pipeline.addAfter(
          aggregator.name(),
          HttpDoor.HANDLER,
          new HttpDoorHandler(exchanges, failures, channels, false));
      used = true;
    }
  }

  /** Another plugin may have a server of its own. */
  private static boolean isServers(ChannelPipeline pipeline) {
    for (Map.Entry<String, ChannelHandler> entry : pipeline) {
      if (entry.getValue().getClass().getName().startsWith(SERVERS_HANDLERS)) {
        return true;
      }
    }
    return false;
  }
}
