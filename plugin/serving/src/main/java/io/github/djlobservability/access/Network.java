package io.github.djlobservability.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A range of addresses in CIDR notation, such as {@code 10.0.0.0/8} or {@code fd00::/8} (RFC 4632,
 * RFC 4291). Immutable.
 */
public final class Network {
  /** Only literal addresses, so that parsing never asks a name server. */
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private final byte[] address;
  private final int prefix;

  private Network(byte[] address, int prefix) {
    this.address = address;
    this.prefix = prefix;
  }

  /** Returns the range that a text names; null for a text that names none. */
  public static @Nullable Network parse(String text) {
    int slash = text.indexOf('/');
    String literal = slash < 0 ? text : text.substring(0, slash);
    if (!LITERAL.matcher(literal).matches()) {
      return null;
    }
    try {
      byte[] address = InetAddress.getByName(literal).getAddress();
      int bits = 8 * address.length;
      int prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
      return prefix < 0 || prefix > bits ? null : new Network(address, prefix);
    } catch (UnknownHostException | NumberFormatException e) {
      return null;
    }
  }

  /** Returns whether an address lies in the range; IPv4 and IPv6 never match each other. */
  boolean contains(InetAddress other) {
    byte[] bytes = other.getAddress();
    if (bytes.length != address.length) {
      return false;
    }
    int whole = prefix / 8;
    if (!Arrays.equals(bytes, 0, whole, address, 0, whole)) {
      return false;
    }
    int rest = prefix % 8;
    int mask = 0xff & (0xff << (8 - rest));
    return rest == 0 || (bytes[whole] & mask) == (address[whole] & mask);
  }
}
