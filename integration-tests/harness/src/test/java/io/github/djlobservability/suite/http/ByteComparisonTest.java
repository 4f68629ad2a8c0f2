package io.github.djlobservability.suite.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Between servers that answer alike, and that do not. */
class ByteComparisonTest {

  private static final List<RawRequest> REQUESTS =
      List.of(RawRequest.get("/same"), RawRequest.get("/body"), RawRequest.get("/header"));

  @Test
  void findsWhatDiffersInBodyOrHeader() throws IOException {
    try (ServerSocket one = server("a");
        ServerSocket other = server("b")) {
      assertThat(ByteComparison.differences(uri(one), uri(other), REQUESTS))
          .hasSize(2)
          .anyMatch(difference -> difference.startsWith("GET /body"))
          .anyMatch(difference -> difference.startsWith("GET /header"));
      assertThat(ByteComparison.differences(uri(one), uri(one), REQUESTS)).isEmpty();
    }
  }

  /** Answers some paths as every other server does, some in its own way. */
  private static ServerSocket server(String own) throws IOException {
    ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(() -> serve(server, own), "server-" + own);
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  private static void serve(ServerSocket server, String own) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        answer(socket, own);
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private static void answer(Socket socket, String own) throws IOException {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    String path = reader.readLine().split(" ", -1)[1];
    for (String line = reader.readLine(); !line.isEmpty(); line = reader.readLine()) {
      assertThat(line).contains(": ");
    }
    String response =
        "HTTP/1.1 200 OK\r\nX-Own: %s\r\nContent-Length: 1\r\n\r\n%s"
            .formatted(path.equals("/header") ? own : "x", path.equals("/body") ? own : "x");
    socket.getOutputStream().write(response.getBytes(UTF_8));
  }

  private static URI uri(ServerSocket server) {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }
}
