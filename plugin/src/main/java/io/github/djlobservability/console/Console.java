package io.github.djlobservability.console;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.github.djlobservability.telemetry.Failures;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
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
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;

/** Answers requests for the plugin's own pages. Thread-safe. */
public final class Console {
  private static final String ROOT = "/observability";

  private final Gson gson = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
  private final Supplier<Overview> overview;
  private final Failures failures;

  /**
   * @param overview gives what {@code GET /observability} answers
   */
  public Console(Supplier<Overview> overview, Failures failures) {
    this.overview = overview;
    this.failures = failures;
  }

  /** Returns whether a request is for us. */
  public static boolean accepts(FullHttpRequest request) {
    String uri = request.uri();
    return uri.startsWith(ROOT)
        && (uri.length() == ROOT.length() || "/?".indexOf(uri.charAt(ROOT.length())) >= 0);
  }

  /** Answers. To be called on the channel's event loop. */
  public void answer(ChannelHandlerContext ctx, FullHttpRequest request, String[] segments) {
    FullHttpResponse response = respond(request, segments);
    boolean keepAlive = HttpUtil.isKeepAlive(request);
    HttpUtil.setKeepAlive(response, keepAlive);
    HttpUtil.setContentLength(response, response.content().readableBytes());
    if (request.method().equals(HttpMethod.HEAD)) {
      response.content().clear();
    }
    var written = ctx.writeAndFlush(response);
    if (!keepAlive) {
      written.addListener(ChannelFutureListener.CLOSE);
    }
  }

  private FullHttpResponse respond(FullHttpRequest request, String[] segments) {
    if (segments.length > 2) {
      return error(HttpResponseStatus.NOT_FOUND, "No such page; there is: " + ROOT);
    }
    if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
      FullHttpResponse refused = error(HttpResponseStatus.METHOD_NOT_ALLOWED, "Allowed: GET, HEAD");
      refused.headers().set(HttpHeaderNames.ALLOW, "GET, HEAD");
      return refused;
    }
    try {
      return json(HttpResponseStatus.OK, overview.get());
    } catch (RuntimeException e) {
      failures.caught("console", e);
      return error(HttpResponseStatus.INTERNAL_SERVER_ERROR, "The figures could not be read");
    }
  }

  private FullHttpResponse error(HttpResponseStatus status, String message) {
    return json(status, Map.of("code", status.code(), "message", message));
  }

  private FullHttpResponse json(HttpResponseStatus status, Object body) {
    ByteBuf content = Unpooled.copiedBuffer(gson.toJson(body) + "\n", StandardCharsets.UTF_8);
    FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content);
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
    response.headers().set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
    return response;
  }
}
