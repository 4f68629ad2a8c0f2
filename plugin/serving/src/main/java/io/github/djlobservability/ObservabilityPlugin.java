package io.github.djlobservability;

import ai.djl.serving.plugins.RequestHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Gives DJL Serving the plugin. It is made once, before any model is loaded, and asked about every
 * request that no handler of ours has seen yet. Thread-safe.
 */
public final class ObservabilityPlugin implements RequestHandler<Object> {
  private final @Nullable Observability observability;

  /**
   * Called by the server.
   *
   * @throws io.github.djlobservability.config.InvalidConfigurationException for wrong settings in
   *     strict mode; the server then does not start
   */
  public ObservabilityPlugin() {
    observability = Observability.start();
  }

  @Override
  public boolean acceptInboundMessage(Object msg) {
    return observability != null
        && msg instanceof FullHttpRequest request
        && observability.accepts(request);
  }

  @Override
  public @Nullable Object handleRequest(
      ChannelHandlerContext ctx,
      FullHttpRequest req,
      QueryStringDecoder decoder,
      String[] segments) {
    if (observability != null) {
      observability.handle(ctx, req, segments);
    }
    return null;
  }

  /**
   * Puts this handler at the front of the hash table in which the server looks for the first
   * handler that accepts a request: what another plugin serves as the first request of a connection
   * would pass us by otherwise.
   */
  @Override
  public int hashCode() {
    return 0;
  }
}
