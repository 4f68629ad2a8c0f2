package io.github.djlobservability.http;

import io.github.djlobservability.telemetry.Catalogue;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslHandler;
import io.opentelemetry.api.trace.Span;
import java.net.InetSocketAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the conventions want to know of a request.
 *
 * @param method as the conventions write it
 * @param path without the query
 */
record RequestFacts(
    String method, String path, String scheme, String protocolVersion, Route route) {
  private static final Set<String> KNOWN_METHODS =
      Set.of("CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE");

  static RequestFacts of(Channel channel, FullHttpRequest request) {
    String path = path(request.uri());
    String method = request.method().name();
    return new RequestFacts(
        KNOWN_METHODS.contains(method) ? method : Catalogue.OTHER,
        path,
        channel.pipeline().get(SslHandler.class) == null ? "http" : "https",
        HttpVersion.HTTP_1_0.equals(request.protocolVersion()) ? "1.0" : "1.1",
        Routes.of(path));
  }

  String spanName() {
    String name = method.equals(Catalogue.OTHER) ? "HTTP" : method;
    return route.template() == null ? name : name + " " + route.template();
  }

  /** Writes what is known at the start. */
  void describe(Span span, Channel channel, FullHttpRequest request) {
    span.setAttribute(Catalogue.HTTP_REQUEST_METHOD, method);
    if (method.equals(Catalogue.OTHER)) {
      span.setAttribute(Catalogue.HTTP_REQUEST_METHOD_ORIGINAL, request.method().name());
    }
    span.setAttribute(Catalogue.URL_PATH, path);
    span.setAttribute(Catalogue.URL_SCHEME, scheme);
    span.setAttribute(Catalogue.NETWORK_PROTOCOL_VERSION, protocolVersion);
    span.setAttribute(Catalogue.HTTP_REQUEST_BODY_SIZE, request.content().readableBytes());
    if (route.template() != null) {
      span.setAttribute(Catalogue.HTTP_ROUTE, route.template());
    }
    String userAgent = request.headers().get(HttpHeaderNames.USER_AGENT);
    if (userAgent != null) {
      span.setAttribute(Catalogue.USER_AGENT_ORIGINAL, userAgent);
    }
    describeHost(span, request.headers().get(HttpHeaderNames.HOST));
    if (channel.remoteAddress() instanceof InetSocketAddress peer) {
      describePeer(span, peer);
    }
  }

  private static void describeHost(Span span, @Nullable String host) {
    if (host == null) {
      return;
    }
    int colon = host.lastIndexOf(':');
    boolean hasPort = colon > host.lastIndexOf(']');
    span.setAttribute(Catalogue.SERVER_ADDRESS, hasPort ? host.substring(0, colon) : host);
    if (hasPort) {
      try {
        span.setAttribute(
            Catalogue.SERVER_PORT, Long.parseLong(host, colon + 1, host.length(), 10));
      } catch (NumberFormatException e) {
        // The client wrote nonsense; a port is optional.
      }
    }
  }

  private static void describePeer(Span span, InetSocketAddress peer) {
    if (peer.getAddress() == null) {
      return;
    }
    String address = peer.getAddress().getHostAddress();
    span.setAttribute(Catalogue.CLIENT_ADDRESS, address);
    span.setAttribute(Catalogue.NETWORK_PEER_ADDRESS, address);
    span.setAttribute(Catalogue.NETWORK_PEER_PORT, peer.getPort());
  }

  private static String path(String uri) {
    int end = uri.length();
    int query = uri.indexOf('?');
    if (query >= 0) {
      end = query;
    }
    int fragment = uri.indexOf('#');
    if (fragment >= 0 && fragment < end) {
      end = fragment;
    }
    return uri.substring(0, end);
  }
}
