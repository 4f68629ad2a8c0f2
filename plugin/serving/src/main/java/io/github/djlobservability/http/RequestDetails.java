package io.github.djlobservability.http;

import io.github.djlobservability.privacy.Privacy;
import io.github.djlobservability.telemetry.definition.HttpKeys;
import io.github.djlobservability.telemetry.definition.ModelKeys;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.NetUtil;
import io.opentelemetry.api.trace.Span;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Holds the attributes of a traced request's span that the sampler is not told. Kept at the start,
 * for it may be written when the request itself is gone.
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

  /**
   * Writes them on a span.
   *
   * @param started whether the span began with what a sampler may want to know; a second time it
   *     would count as dropped
   */
  void describe(Span span, boolean started, Privacy privacy) {
    if (!started) {
      span.setAttribute(HttpKeys.METHOD, facts.method());
      span.setAttribute(HttpKeys.SCHEME, facts.scheme());
    }
    String path = privacy.text(facts.path());
    if (!started || !path.equals(facts.path())) {
      span.setAttribute(HttpKeys.PATH, path);
    }
    if (facts.method().equals(HttpKeys.OTHER)) {
      span.setAttribute(HttpKeys.METHOD_ORIGINAL, privacy.text(method));
    }
    span.setAttribute(HttpKeys.PROTOCOL_VERSION, facts.protocolVersion());
    span.setAttribute(HttpKeys.REQUEST_BODY_SIZE, bytes);
    if (facts.route().template() != null) {
      span.setAttribute(HttpKeys.ROUTE, facts.route().template());
    }
    if (userAgent != null) {
      span.setAttribute(HttpKeys.USER_AGENT, privacy.text(userAgent));
    }
    if (asynchronous) {
      span.setAttribute(ModelKeys.ASYNCHRONOUS, true);
    }
    describeHost(span, host, privacy);
    if (peer instanceof InetSocketAddress address) {
      describePeer(span, address);
    }
  }

  private static void describeHost(Span span, @Nullable String host, Privacy privacy) {
    if (host == null) {
      return;
    }
    int colon = host.lastIndexOf(':');
    boolean hasPort = colon > host.lastIndexOf(']');
    span.setAttribute(
        HttpKeys.SERVER_ADDRESS, address(hasPort ? host.substring(0, colon) : host, privacy));
    if (hasPort) {
      try {
        span.setAttribute(HttpKeys.SERVER_PORT, Long.parseLong(host, colon + 1, host.length(), 10));
      } catch (NumberFormatException e) {
        // The client wrote nonsense; a port is optional.
      }
    }
  }

  /** The server's own address is one of IP as often as not, and nobody's secret. */
  private static String address(String host, Privacy privacy) {
    return NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host)
        ? host
        : privacy.text(host);
  }

  private static void describePeer(Span span, InetSocketAddress peer) {
    if (peer.getAddress() == null) {
      return;
    }
    String address = peer.getAddress().getHostAddress();
    span.setAttribute(HttpKeys.CLIENT_ADDRESS, address);
    span.setAttribute(HttpKeys.PEER_ADDRESS, address);
    span.setAttribute(HttpKeys.PEER_PORT, peer.getPort());
  }
}
