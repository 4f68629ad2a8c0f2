package ai.djl.serving.util;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An address that the server listens at. Equal to another one of the same host and port. */
public final class Connector {

  private static final Pattern ADDRESS =
      Pattern.compile("(https?)://([^:/]+)(?::(\\d+))?", Pattern.CASE_INSENSITIVE);

  private final String host;
  private final int port;
  private final boolean ssl;
  private final ConnectorType type;

  private Connector(String host, int port, boolean ssl, ConnectorType type) {
    this.host = host;
    this.port = port;
    this.ssl = ssl;
    this.type = type;
  }

  /**
   * Reads an address.
   *
   * @param binding {@code http[s]://host[:port]}
   */
  public static Connector parse(String binding, ConnectorType connectorType) {
    Matcher matcher = ADDRESS.matcher(binding);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("Invalid binding address: " + binding);
    }
    boolean ssl = "https".equalsIgnoreCase(matcher.group(1));
    int defaultPort = ssl ? 443 : 80;
    int port = matcher.group(3) == null ? defaultPort : Integer.parseInt(matcher.group(3));
    if (port >= 65535) {
      throw new IllegalArgumentException("Invalid port number: " + binding);
    }
    return new Connector(matcher.group(2), port, ssl, connectorType);
  }

  public boolean isSsl() {
    return ssl;
  }

  public SocketAddress getSocketAddress() {
    return new InetSocketAddress(host, port);
  }

  public ConnectorType getType() {
    return type;
  }

  /**
   * Makes event loops of the fastest kind there is.
   *
   * @param threads 0 for Netty's default
   */
  public static EventLoopGroup newEventLoopGroup(int threads) {
    return isNative() ? new EpollEventLoopGroup(threads) : new NioEventLoopGroup(threads);
  }

  public Class<? extends ServerChannel> getServerChannel() {
    return isNative() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
  }

  private static boolean isNative() {
    return ConfigManager.getInstance().useNativeIo() && Epoll.isAvailable();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Connector that && port == that.port && host.equals(that.host);
  }

  @Override
  public int hashCode() {
    return Objects.hash(host, port);
  }

  @Override
  public String toString() {
    return (ssl ? "https://" : "http://") + host + ':' + port;
  }

  /** Says what an address is for. */
  public enum ConnectorType {
    CLUSTER,
    INFERENCE,
    MANAGEMENT,
    BOTH
  }
}
