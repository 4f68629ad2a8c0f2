package ai.djl.serving.http;

import ai.djl.ModelException;
import ai.djl.serving.util.NettyUtils;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.QueryStringDecoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a session for each request that it accepts, and answers what goes wrong. */
public abstract class HttpRequestHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

  private static final Logger logger = LoggerFactory.getLogger(HttpRequestHandler.class);

  public HttpRequestHandler() {}

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest req) {
    try {
      NettyUtils.requestReceived(ctx.channel(), req);
      if (!req.decoderResult().isSuccess()) {
        throw new BadRequestException("Invalid HTTP message.");
      }
      QueryStringDecoder decoder = new QueryStringDecoder(req.uri());
      String path = decoder.path();
      if ("/".equals(path) && HttpMethod.OPTIONS.equals(req.method())) {
        NettyUtils.sendJsonResponse(ctx, "{}");
        return;
      }
      handleRequest(ctx, req, decoder, segments(path));
    } catch (Throwable e) {
      NettyUtils.sendError(ctx, e);
    }
  }

  @SuppressWarnings("StringSplitter") // That a last slash makes no segment is what is wanted.
  private static String[] segments(String path) {
    return path.split("/");
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // Nothing depends on the close.
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    logger.error("RequestId[{}]", NettyUtils.getRequestId(ctx.channel()), cause);
    ctx.close();
  }

  /**
   * Answers the request, now or later.
   *
   * @param segments the path, split at each slash; the first one is empty
   */
  protected abstract void handleRequest(
      ChannelHandlerContext ctx, FullHttpRequest req, QueryStringDecoder decoder, String[] segments)
      throws ModelException;
}
