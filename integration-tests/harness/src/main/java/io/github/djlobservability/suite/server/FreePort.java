package io.github.djlobservability.suite.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

/** Ports of the loopback interface that nobody listens on. */
public final class FreePort {

  private static final Set<Integer> GIVEN = new HashSet<>();

  private FreePort() {}

  /** Returns a port that was free a moment ago and that no earlier call returned. */
  public static synchronized int next() throws IOException {
    while (true) {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        if (GIVEN.add(socket.getLocalPort())) {
          return socket.getLocalPort();
        }
      }
    }
  }
}
