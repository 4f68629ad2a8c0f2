package io.github.djlobservability.suite.server;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of the loopback interface that nobody listens on.
 *
 * <p>They lie below those that Linux gives to outgoing connections (from 32768 on): a server takes
 * seconds until it binds its port, and by then a client of another test could have it.
 */
public final class FreePort {
  private static final int FIRST = 15_000;
  private static final int BEHIND_LAST = 32_000;

  private static final Set<Integer> GIVEN = new HashSet<>();

  private FreePort() {}

  /** Returns a port that was free a moment ago and that no earlier call returned. */
  public static synchronized int next() throws IOException {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, BEHIND_LAST);
      if (isFree(port) && GIVEN.add(port)) {
        return port;
      }
    }
  }

  private static boolean isFree(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (BindException taken) {
      return false;
    }
  }
}
