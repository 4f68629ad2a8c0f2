package io.github.djlobservability;

import ai.djl.serving.util.ConfigManager;
import ai.djl.serving.util.Connector;
import io.github.djlobservability.console.Connectors;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** The connectors of DJL Serving, from its settings. Immutable. */
final class HostConnectors implements Connectors {
  private final SocketAddress inference;
  private final SocketAddress management;

  HostConnectors(Connector inference, Connector management) {
    this.inference = inference.getSocketAddress();
    this.management = management.getSocketAddress();
  }

  static HostConnectors ofServer() {
    ConfigManager manager = ConfigManager.getInstance();
    return new HostConnectors(
        manager.getConnector(Connector.ConnectorType.INFERENCE),
        manager.getConnector(Connector.ConnectorType.MANAGEMENT));
  }

  /** Returns whether the server itself listens at a port. */
  boolean isServers(int port) {
    return isPort(inference, port) || isPort(management, port);
  }

  @Override
  public Reach reach(@Nullable SocketAddress bound) {
    if (!(bound instanceof InetSocketAddress address)) {
      // A Unix socket is reached by whoever may open its file; what is unknown counts as open.
      return bound == null ? Reach.OUTSIDERS : Reach.OPERATORS;
    }
    if (address.getAddress() != null && address.getAddress().isLoopbackAddress()) {
      return Reach.LOOPBACK;
    }
    return !inference.equals(management) && isPort(management, address.getPort())
        ? Reach.OPERATORS
        : Reach.OUTSIDERS;
  }

  private static boolean isPort(SocketAddress configured, int port) {
    return configured instanceof InetSocketAddress address && address.getPort() == port;
  }
}
