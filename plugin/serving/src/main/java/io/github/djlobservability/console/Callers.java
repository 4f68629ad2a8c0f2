package io.github.djlobservability.console;

import io.github.djlobservability.access.Caller;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Tells who sends a request. Thread-safe. */
public final class Callers {
  private final Connectors connectors;

  /** Makes one that knows the server's connectors. */
  public Callers(Connectors connectors) {
    this.connectors = connectors;
  }

  /** Returns who sends a request. */
  public Caller of(Channel channel, FullHttpRequest request) {
    Channel server = channel.parent();
    // The address of the server's socket, not the connection's: behind a proxy on the same machine
    // outsiders come over loopback, too.
    Connectors.Reach reach = connectors.reach(server == null ? null : server.localAddress());
    HttpMethod method = request.method();
    return new Caller(
        addressOf(channel),
        reach != Connectors.Reach.OUTSIDERS,
        reach == Connectors.Reach.LOOPBACK,
        isSecure(channel, request),
        !method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD),
        header(request, HttpHeaderNames.AUTHORIZATION),
        header(request, HttpHeaderNames.COOKIE),
        header(request, HttpHeaderNames.HOST),
        header(request, HttpHeaderNames.ORIGIN),
        header(request, "sec-fetch-site"));
  }

  /** Whoever makes the proxy's header up gets a cookie that is harder to send, and nothing else. */
  private static boolean isSecure(Channel channel, FullHttpRequest request) {
    return channel.pipeline().get(SslHandler.class) != null
        || "https".equalsIgnoreCase(header(request, "x-forwarded-proto"));
  }

  /** Returns the address of the other end; null where it has none, as a Unix socket. */
  static @Nullable InetAddress addressOf(Channel channel) {
    return channel.remoteAddress() instanceof InetSocketAddress remote ? remote.getAddress() : null;
  }

  private static @Nullable String header(FullHttpRequest request, CharSequence name) {
    return request.headers().get(name);
  }
}
