package io.github.djlobservability.access;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a Host header can be the name of a web page that was pointed at this server (DNS
 * rebinding). Who does that needs a name of his own in the public domain name system. Immutable.
 *
 * @param allowed names that the settings allow, in lower case
 */
record HostHeader(List<String> allowed) {
  private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

  /** Nobody can register a name below these (RFC 6761, 6762, 8375, ICANN 2024, Kubernetes). */
  private static final List<String> NOT_PUBLIC =
      List.of(".localhost", ".local", ".internal", ".home.arpa", ".svc");

  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[[0-9a-f:.]+]");

  /** Copies the names. */
  HostHeader {
    allowed = List.copyOf(allowed);
  }

  /**
   * Returns whether a caller without a token may have sent it.
   *
   * @param host null where there is none, as in HTTP/1.0; a browser always sends one
   * @param loopback whether the connector is bound to loopback, which has no other names
   */
  boolean isOwn(@Nullable String host, boolean loopback) {
    if (host == null) {
      return true;
    }
    String name = withoutPort(host).toLowerCase(Locale.ROOT);
    return LOOPBACK.contains(name) || allowed.contains(name) || (!loopback && !isPublic(name));
  }

  /** A page that comes from an address, or from a name without a dot, is nobody's but its own. */
  private static boolean isPublic(String name) {
    return name.indexOf('.') >= 0
        && !ADDRESS.matcher(name).matches()
        && NOT_PUBLIC.stream().noneMatch(name::endsWith);
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
  }
}
