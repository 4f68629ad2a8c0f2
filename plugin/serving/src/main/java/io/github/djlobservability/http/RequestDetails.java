package io.github.djlobservability.http;

import io.github.djlobservability.telemetry.Catalogue;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.opentelemetry.api.trace.Span;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What a traced request's span says besides what the sampler is told. Kept at the start, for it may
 * be written when the request itself is gone.
 *
 * @param method as the client wrote it
 * @param bytes size of the body
 */
record RequestDetails(
    RequestFacts facts,
    String method,
    long bytes,
    @Nullable String userAgent,
    @Nullable String host,
    @Nullable SocketAddress peer,
    boolean asynchronous) {

  static RequestDetails of(
      RequestFacts facts, Channel channel, FullHttpRequest request, boolean asynchronous) {
    return new RequestDetails(
        facts,
        request.method().name(),
        request.content().readableBytes(),
        request.headers().get(HttpHeaderNames.USER_AGENT),
        request.headers().get(HttpHeaderNames.HOST),
        channel.remoteAddress(),
        asynchronous);
  }

  void describe(Span span) {
    span.setAttribute(Catalogue.HTTP_REQUEST_METHOD, facts.method());
    if (facts.method().equals(Catalogue.OTHER)) {
      span.setAttribute(Catalogue.HTTP_REQUEST_METHOD_ORIGINAL, method);
    }
    span.setAttribute(Catalogue.URL_PATH, facts.path());
    span.setAttribute(Catalogue.URL_SCHEME, facts.scheme());
    span.setAttribute(Catalogue.NETWORK_PROTOCOL_VERSION, facts.protocolVersion());
    span.setAttribute(Catalogue.HTTP_REQUEST_BODY_SIZE, bytes);
    if (facts.route().template() != null) {
      span.setAttribute(Catalogue.HTTP_ROUTE, facts.route().template());
    }
    if (userAgent != null) {
      span.setAttribute(Catalogue.USER_AGENT_ORIGINAL, userAgent);
    }
    if (asynchronous) {
      span.setAttribute(Catalogue.REQUEST_ASYNCHRONOUS, true);
    }
    describeHost(span, host);
    if (peer instanceof InetSocketAddress address) {
      describePeer(span, address);
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
}
