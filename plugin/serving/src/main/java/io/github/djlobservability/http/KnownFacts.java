package io.github.djlobservability.http;

import io.github.djlobservability.model.ModelResolver;
import io.github.djlobservability.telemetry.definition.HttpKeys;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslHandler;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes the facts of requests, once for those that come again and again. Thread-safe. Holds paths
 * without a variable part and those of models that are served: all others are a client's own words,
 * and may be personal. At most {@value #MAX_PATHS} paths of at most {@value #MAX_PATH} characters,
 * half a megabyte; past that it begins anew.
 */
final class KnownFacts {
  static final int MAX_PATHS = 500;
  static final int MAX_PATH = 200;

  private static final Set<String> KNOWN_METHODS =
      Set.of("CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE");

  /** By path those of the last request for it; most paths are asked for in one way. */
  private final Map<String, RequestFacts> facts = new ConcurrentHashMap<>();

  private final ModelResolver models;

  KnownFacts(ModelResolver models) {
    this.models = models;
  }

  RequestFacts of(Channel channel, FullHttpRequest request) {
    String name = request.method().name();
    String method = KNOWN_METHODS.contains(name) ? name : HttpKeys.OTHER;
    String path = path(request.uri());
    String scheme = channel.pipeline().get(SslHandler.class) == null ? "http" : "https";
    String version = HttpVersion.HTTP_1_0.equals(request.protocolVersion()) ? "1.0" : "1.1";
    RequestFacts known = facts.get(path);
    return known != null
            && known.method().equals(method)
            && known.scheme().equals(scheme)
            && known.protocolVersion().equals(version)
        ? known
        : make(method, path, scheme, version, known);
  }

  private RequestFacts make(
      String method, String path, String scheme, String version, @Nullable RequestFacts known) {
    if (method.equals(HttpMethod.OPTIONS.name())) {
      // The server answers it without asking a model, as a browser's preflight.
      Route asked = Routes.of(path).withoutModel();
      return new RequestFacts(method, path, scheme, version, asked, spanName(method, asked));
    }
    Route route = known == null ? Routes.of(path) : known.route();
    RequestFacts made =
        new RequestFacts(method, path, scheme, version, route, spanName(method, route));
    if (path.length() <= MAX_PATH && isKnown(path, route)) {
      if (facts.size() >= MAX_PATHS) {
        facts.clear();
      }
      facts.put(path, made);
    }
    return made;
  }

  private boolean isKnown(String path, Route route) {
    return path.equals(route.template())
        || (route.model() != null && models.resolve(route.model(), route.version()) != null);
  }

  /** Returns how many paths are held. */
  int size() {
    return facts.size();
  }

  private static String spanName(String method, Route route) {
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
