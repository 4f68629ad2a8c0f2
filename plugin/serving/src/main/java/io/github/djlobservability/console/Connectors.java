package io.github.djlobservability.console;

import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Knows the connectors of the server. Thread-safe. */
@FunctionalInterface
public interface Connectors {

  /**
   * Returns who can reach a connector.
   *
   * @param bound the address that it is bound to; null where that is unknown
   */
  Reach reach(@Nullable SocketAddress bound);

  /** Says which callers can reach a connector. */
  enum Reach {
    /** Anyone who can reach the machine. */
    OUTSIDERS,
    /** Operators: it is the management connector, and a connector of its own. */
    OPERATORS,
    /** Programs on the same machine. */
    LOOPBACK
  }
}
