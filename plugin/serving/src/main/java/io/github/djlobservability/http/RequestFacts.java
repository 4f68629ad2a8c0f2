package io.github.djlobservability.http;

import io.github.djlobservability.telemetry.definition.HttpKeys;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslHandler;
import java.util.Set;

/**
 * Holds a request's attributes by the semantic conventions.
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
        KNOWN_METHODS.contains(method) ? method : HttpKeys.OTHER,
        path,
        channel.pipeline().get(SslHandler.class) == null ? "http" : "https",
        HttpVersion.HTTP_1_0.equals(request.protocolVersion()) ? "1.0" : "1.1",
        Routes.of(path));
  }

  String spanName() {
    String name = method.equals(HttpKeys.OTHER) ? "HTTP" : method;
    return route.template() == null ? name : name + " " + route.template();
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
