package ai.djl.serving.util;

import ai.djl.modality.Input;
import ai.djl.serving.http.BadRequestException;
import ai.djl.serving.http.ErrorResponse;
import ai.djl.serving.http.Session;
import ai.djl.util.JsonSerializable;
import ai.djl.util.JsonUtils;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import io.netty.util.AsciiString;
import io.netty.util.AttributeKey;
import io.netty.util.CharsetUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the server reads parameters and writes answers. */
public final class NettyUtils {

  private static final Logger logger = LoggerFactory.getLogger(NettyUtils.class);
  private static final Logger ACCESS_LOG = LoggerFactory.getLogger("ACCESS_LOG");

  /** One a channel: a pipelined request takes the place of the one before it. */
  private static final AttributeKey<Session> SESSION = AttributeKey.valueOf("session");

  private NettyUtils() {}

  /** Starts the session of a request. */
  public static void requestReceived(Channel channel, HttpRequest request) {
    Object remote = channel.remoteAddress();
    String address = remote == null ? "0.0.0.0" : remote.toString();
    channel.attr(SESSION).set(new Session(address, request));
  }

  /** Null if the last request has been answered. */
  public static Session getSession(Channel channel) {
    return channel.attr(SESSION).get();
  }

  /** Null if the last request has been answered. */
  public static String getRequestId(Channel channel) {
    Session session = getSession(channel);
    return session == null ? null : session.getRequestId();
  }

  public static void sendJsonResponse(ChannelHandlerContext ctx, Object obj) {
    sendJsonResponse(ctx, obj, HttpResponseStatus.OK);
  }

  public static void sendJsonResponse(
      ChannelHandlerContext ctx, Object obj, HttpResponseStatus status) {
    String json =
        obj instanceof JsonSerializable serializable
            ? serializable.toJson()
            : JsonUtils.GSON_PRETTY.toJson(obj);
    sendJsonResponse(ctx, json, status);
  }

  public static void sendJsonResponse(ChannelHandlerContext ctx, String json) {
    sendJsonResponse(ctx, json, HttpResponseStatus.OK);
  }

  public static void sendJsonResponse(
      ChannelHandlerContext ctx, String json, HttpResponseStatus status) {
    FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status);
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
    response.content().writeCharSequence(json, CharsetUtil.UTF_8);
    response.content().writeByte('\n');
    sendHttpResponse(ctx, response, true);
  }

  /** Answers with the status that the exception stands for. */
  public static void sendError(ChannelHandlerContext ctx, Throwable t) {
    HttpResponseStatus status = ErrorStatus.of(t);
    String requestId = getRequestId(ctx.channel());
    if (status.code() < 500) {
      logger.debug("RequestId=[{}]", requestId, t);
    } else {
      logger.warn("RequestId=[{}]", requestId, t);
    }
    sendError(ctx, status, t);
  }

  /** The body names the exception and says its root cause's message. */
  public static void sendError(ChannelHandlerContext ctx, HttpResponseStatus status, Throwable t) {
    Throwable root = t;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String type = t.getClass().getSimpleName();
    sendJsonResponse(ctx, new ErrorResponse(status.code(), type, root.getMessage()), status);
  }

  public static void sendHttpResponse(
      ChannelHandlerContext ctx, HttpResponse resp, boolean keepAlive) {
    sendHttpResponse(ctx, resp, keepAlive, true);
  }

  /**
   * Ends the session and writes the response, or its head, from the pipeline's tail.
   *
   * @param keepAlive whether the connection stays open
   * @param closeOnError whether an error status closes it all the same
   */
  public static void sendHttpResponse(
      ChannelHandlerContext ctx, HttpResponse resp, boolean keepAlive, boolean closeOnError) {
    Channel channel = ctx.channel();
    int code = resp.status().code();
    endSession(channel, resp);
    addHeaders(resp);
    boolean close = !keepAlive || (code >= 400 && closeOnError);
    resp.headers()
        .set(
            HttpHeaderNames.CONNECTION,
            close ? HttpHeaderValues.CLOSE : HttpHeaderValues.KEEP_ALIVE);
    if (!channel.isActive()) {
      logger.warn("Channel is closed by peer.");
      return;
    }
    ChannelFuture written = channel.writeAndFlush(resp);
    if (close) {
      written.addListener(ChannelFutureListener.CLOSE);
    }
  }

  private static void endSession(Channel channel, HttpResponse response) {
    Session session = channel.attr(SESSION).getAndSet(null);
    if (session == null) {
      ACCESS_LOG.info("HTTP {}", response.status());
      return;
    }
    session.setCode(response.status().code());
    response.headers().set("x-request-id", session.getRequestId());
    ACCESS_LOG.info("{}", session);
  }

  private static void addHeaders(HttpResponse response) {
    ConfigManager config = ConfigManager.getInstance();
    HttpHeaders headers = response.headers();
    addIfAbsent(
        headers, HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, config.getCorsAllowedOrigin());
    addIfAbsent(
        headers, HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, config.getCorsAllowedMethods());
    addIfAbsent(
        headers, HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, config.getCorsAllowedHeaders());
    headers.set("Pragma", "no-cache");
    headers.set("Cache-Control", "no-cache; no-store, must-revalidate, private");
    headers.set("Expires", "Thu, 01 Jan 1970 00:00:00 UTC");
    if (response instanceof FullHttpResponse full) {
      HttpUtil.setContentLength(response, full.content().readableBytes());
    } else {
      HttpUtil.setTransferEncodingChunked(response, true);
    }
  }

  private static void addIfAbsent(HttpHeaders headers, AsciiString name, String value) {
    if (value != null && !value.isEmpty() && !headers.contains(name)) {
      headers.set(name, value);
    }
  }

  /** Closes the channel once everything is written. */
  public static void closeOnFlush(Channel ch) {
    if (ch.isActive()) {
      ch.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
  }

  /** As the real server does: a heap buffer's whole array, its offset and length not heeded. */
  public static byte[] getBytes(ByteBuf buf) {
    if (buf.hasArray()) {
      return buf.array();
    }
    byte[] bytes = new byte[buf.readableBytes()];
    buf.getBytes(buf.readerIndex(), bytes);
    return bytes;
  }

  public static String getRequiredParameter(QueryStringDecoder decoder, String key) {
    String value = getParameter(decoder, key, null);
    if (value == null) {
      throw new BadRequestException("The parameter " + key + " is required");
    }
    return value;
  }

  /** Returns the first value of this name; {@code def} also if it is empty. */
  public static String getParameter(QueryStringDecoder decoder, String key, String def) {
    List<String> values = decoder.parameters().getOrDefault(key, List.of());
    return values.isEmpty() || values.get(0).isEmpty() ? def : values.get(0);
  }

  public static int getIntParameter(QueryStringDecoder decoder, String key, int def) {
    String value = getParameter(decoder, key, null);
    return value == null ? def : Integer.parseInt(value);
  }

  /** Adds a form's field or file to the input, under its name. */
  public static void addFormData(InterfaceHttpData data, Input input) {
    try {
      if (data instanceof Attribute attribute) {
        input.add(data.getName(), attribute.getValue().getBytes(StandardCharsets.UTF_8));
      } else if (data instanceof FileUpload file) {
        input.add(data.getName(), getBytes(file.getByteBuf()));
      } else if (data != null) {
        throw new IllegalArgumentException("Except form field, but got " + data.getHttpDataType());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
