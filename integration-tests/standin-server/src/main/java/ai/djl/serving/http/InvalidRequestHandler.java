package ai.djl.serving.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;

/** The last one: nothing is found. */
public class InvalidRequestHandler extends HttpRequestHandler {

  public InvalidRequestHandler() {}

  @Override
  protected void handleRequest(
      ChannelHandlerContext ctx,
      FullHttpRequest req,
      QueryStringDecoder decoder,
      String[] segments) {
    throw new ResourceNotFoundException();
  }
}
