package io.github.djlobservability.console;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.github.djlobservability.telemetry.Failures;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** Answers requests for the plugin's own pages. Thread-safe. */
public final class Console {
  private static final String ROOT = "/observability";
  private static final String PART = "console";

  private final Gson gson =
      new GsonBuilder()
          .registerTypeAdapter(double.class, new JsonNumbers())
          .registerTypeAdapter(Double.class, new JsonNumbers())
          .setPrettyPrinting()
          .disableHtmlEscaping()
          .create();
  private final Pages pages;
  private final Failures failures;

  public Console(Pages pages, Failures failures) {
    this.pages = pages;
    this.failures = failures;
  }

  /** Returns whether a request is for us. */
  public static boolean accepts(FullHttpRequest request) {
    String uri = request.uri();
    return uri.startsWith(ROOT)
        && (uri.length() == ROOT.length() || "/?".indexOf(uri.charAt(ROOT.length())) >= 0);
  }

  /**
   * Answers, at once or later. To be called on the channel's event loop.
   *
   * @param segments the path, split at its slashes
   */
  public void answer(ChannelHandlerContext ctx, FullHttpRequest request, String[] segments) {
    boolean keepAlive = HttpUtil.isKeepAlive(request);
    boolean headOnly = request.method().equals(HttpMethod.HEAD);
    reply(request, segments)
        .exceptionally(this::failed)
        .thenAccept(reply -> write(ctx, json(reply), keepAlive, headOnly))
        .exceptionally(
            failure -> {
              failures.caught(PART, failure);
              return null;
            });
  }

  private CompletableFuture<Reply> reply(FullHttpRequest request, String[] segments) {
    try {
      return pages.answer(request, segments, new QueryStringDecoder(request.uri()));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private Reply failed(Throwable failure) {
    failures.caught(PART, failure);
    return Reply.error(
        HttpResponseStatus.INTERNAL_SERVER_ERROR,
        "The request could not be answered; the server's log says why");
  }

  private static void write(
      ChannelHandlerContext ctx, FullHttpResponse response, boolean keepAlive, boolean headOnly) {
    HttpUtil.setKeepAlive(response, keepAlive);
    HttpUtil.setContentLength(response, response.content().readableBytes());
    if (headOnly) {
      response.content().clear();
    }
    ChannelFuture written = ctx.writeAndFlush(response);
    if (!keepAlive) {
      written.addListener(ChannelFutureListener.CLOSE);
    }
  }

  private FullHttpResponse json(Reply reply) {
    ByteBuf content =
        Unpooled.copiedBuffer(gson.toJson(reply.body()) + "\n", StandardCharsets.UTF_8);
    FullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, reply.status(), content);
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
    response.headers().set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
    return response;
  }
}
