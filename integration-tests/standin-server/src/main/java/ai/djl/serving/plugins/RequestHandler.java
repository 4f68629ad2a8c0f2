package ai.djl.serving.plugins;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;

/**
 * Handles requests for a plugin. The first handler that accepts a request gets it, in no particular
 * order, and the server's own handlers then don't.
 *
 * @param <T> what is answered, as JSON
 */
public interface RequestHandler<T> {

  boolean acceptInboundMessage(Object msg);

  /**
   * Answers the request on its channel's event loop.
   *
   * @param segments the path, split at each slash; the first one is empty
   * @return the answer, a future of it, or null if the handler answers itself
   */
  T handleRequest(
      ChannelHandlerContext ctx,
      FullHttpRequest req,
      QueryStringDecoder decoder,
      String[] segments);
}
