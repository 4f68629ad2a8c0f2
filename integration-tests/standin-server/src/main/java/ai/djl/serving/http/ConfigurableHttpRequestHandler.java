package ai.djl.serving.http;

import ai.djl.ModelException;
import ai.djl.serving.plugins.FolderScanPluginManager;
import ai.djl.serving.plugins.RequestHandler;
import ai.djl.serving.util.NettyUtils;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Gives a request to the first plugin that accepts it. */
public class ConfigurableHttpRequestHandler extends HttpRequestHandler {

  private final FolderScanPluginManager pluginManager;

  public ConfigurableHttpRequestHandler(FolderScanPluginManager pluginManager) {
    this.pluginManager = pluginManager;
  }

  /** Asks the plugins; the one that takes the request is asked again when it is handled. */
  @Override
  public boolean acceptInboundMessage(Object msg) throws Exception {
    return msg instanceof FullHttpRequest request && find(request).isPresent();
  }

  @Override
  protected void handleRequest(
      ChannelHandlerContext ctx, FullHttpRequest req, QueryStringDecoder decoder, String[] segments)
      throws ModelException {
    RequestHandler<?> handler =
        find(req).orElseThrow(() -> new BadRequestException("request handler no longer valid"));
    try {
      answer(ctx, handler.handleRequest(ctx, req, decoder, segments));
    } catch (Exception e) {
      NettyUtils.sendError(ctx, e);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // The answer is all that follows.
  private static void answer(ChannelHandlerContext ctx, Object result) {
    if (result instanceof CompletableFuture<?> future) {
      future.whenComplete(
          (value, error) -> {
            if (error == null) {
              NettyUtils.sendJsonResponse(ctx, value);
            } else {
              NettyUtils.sendError(ctx, error);
            }
          });
    } else if (result != null) {
      NettyUtils.sendJsonResponse(ctx, result);
    }
  }

  @SuppressWarnings("rawtypes") // A class literal has no type arguments.
  private Optional<RequestHandler> find(FullHttpRequest request) {
    return pluginManager.findImplementations(RequestHandler.class).stream()
        .filter(handler -> handler.acceptInboundMessage(request))
        .findFirst();
  }
}
