package io.github.djlobservability.access;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * The facts about a request that access depends on. Immutable.
 *
 * @param address the address of the other end; null where the connection has none, as a Unix socket
 * @param trustedConnector whether the request came through a connector that only operators reach:
 *     one bound to loopback or to a Unix socket, or a management connector of its own
 * @param loopbackConnector whether that connector is bound to loopback
 * @param secure whether nobody on the way can read along: the connection speaks TLS, or a proxy
 *     says that the client's does
 * @param action whether the request would change something: any method but GET and HEAD
 * @param authorization the Authorization header
 * @param cookie the Cookie header
 * @param host the Host header
 * @param origin the Origin header, which browsers send with every request that changes something
 * @param fetchSite the Sec-Fetch-Site header of browsers
 */
public record Caller(
    @Nullable InetAddress address,
    boolean trustedConnector,
    boolean loopbackConnector,
    boolean secure,
    boolean action,
    @Nullable String authorization,
    @Nullable String cookie,
    @Nullable String host,
    @Nullable String origin,
    @Nullable String fetchSite) {

  /** Returns the same caller with another Authorization header. */
  public Caller authorizedBy(@Nullable String header) {
    return new Caller(
        address,
        trustedConnector,
        loopbackConnector,
        secure,
        action,
        header,
        cookie,
        host,
        origin,
        fetchSite);
  }
}
