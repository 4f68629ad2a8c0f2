package io.github.djlobservability.access;

import io.github.djlobservability.state.Sha256;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Names who sends a request, for bounds that each sender has of his own. Stateless. */
public final class Sender {
  private static final String BEARER = "Bearer ";

  /** A network of IP version 6 that one customer has; its addresses are his to choose from. */
  private static final int NETWORK_BYTES = 8;

  private Sender() {}

  /** Returns a name for the holder of a token, or for the address where none comes. */
  public static String of(Caller caller) {
    String token = token(caller.authorization());
    return token == null ? of(caller.address()) : "token " + Sha256.hex(token);
  }

  /** Returns a name for an address; of IP version 6 the network of 64 bits counts. */
  public static String of(@Nullable InetAddress address) {
    if (address instanceof Inet6Address) {
      return HexFormat.of().formatHex(address.getAddress(), 0, NETWORK_BYTES) + "/64";
    }
    return address == null ? "" : address.getHostAddress();
  }

  /**
   * Returns the token of an Authorization header; null where it has none. The scheme's case doesn't
   * matter (RFC 9110, 11.1).
   */
  static @Nullable String token(@Nullable String authorization) {
    return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? authorization.substring(BEARER.length()).trim()
        : null;
  }
}
