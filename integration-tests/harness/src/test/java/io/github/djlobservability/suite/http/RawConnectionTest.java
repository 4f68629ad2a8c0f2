package io.github.djlobservability.suite.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a socket that sends what the test wants. */
class RawConnectionTest {

  private static final String PLAIN = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc";
  private static final String CHUNKED =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";

  private ServerSocket server;
  private URI uri;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    uri = URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void sendsExactlyTheBytesOfTheRequest() throws Exception {
    CompletableFuture<String> received = CompletableFuture.supplyAsync(() -> serve(PLAIN, 87));
    RawRequest request =
        RawRequest.postJson("/a?b=c", "{}").header("X-One", "1").header("Host", "h");

    assertThat(RawConnection.exchange(uri, request).text()).isEqualTo("abc");
    assertThat(received.get())
        .isEqualTo(
            "POST /a?b=c HTTP/1.1\r\nContent-Type: application/json\r\nX-One: 1\r\nHost: h\r\n"
                + "Content-Length: 2\r\n\r\n{}");
  }

  @Test
  void readsResponsesOneAfterTheOther() throws Exception {
    CompletableFuture<String> received =
        CompletableFuture.supplyAsync(() -> serve(PLAIN + CHUNKED + PLAIN, 1));
    try (RawConnection connection = RawConnection.open(uri)) {
      connection.send(RawRequest.get("/1"), RawRequest.get("/2"), RawRequest.get("/3"));
      List<RawResponse> responses =
          List.of(connection.read(), connection.read(), connection.read());

      assertThat(responses).extracting(RawResponse::text).containsExactly("abc", "abcde", "abc");
      assertThat(responses).extracting(RawResponse::isComplete).containsOnly(true);
      assertThat(responses.get(1).chunks()).extracting(Chunk::text).containsExactly("abc", "de");
      assertThat(new String(responses.get(1).raw(), UTF_8)).isEqualTo(CHUNKED);
      assertThat(connection.isClosedByServer()).isTrue();
    }
    received.get();
  }

  @Test
  void tellsWhereAStreamWasBrokenOff() throws Exception {
    String cut = CHUNKED.substring(0, CHUNKED.indexOf("de") + 1);
    CompletableFuture<String> received = CompletableFuture.supplyAsync(() -> serve(cut, 1));

    RawResponse response = RawConnection.exchange(uri, RawRequest.get("/"));

    assertThat(response.isComplete()).isFalse();
    assertThat(response.closesConnection()).isTrue();
    assertThat(response.chunks()).extracting(Chunk::text).containsExactly("abc");
    assertThat(new String(response.raw(), UTF_8)).isEqualTo(cut);
    received.get();
  }

  @Test
  void handsOutAChunkBeforeTheNextIsMade() throws Exception {
    CountDownLatch firstSeen = new CountDownLatch(1);
    int half = CHUNKED.indexOf("2\r\nde");
    CompletableFuture<Void> serving =
        CompletableFuture.runAsync(
            () -> {
              try (Socket socket = server.accept()) {
                socket.getOutputStream().write(CHUNKED.substring(0, half).getBytes(UTF_8));
                firstSeen.await();
                socket.getOutputStream().write(CHUNKED.substring(half).getBytes(UTF_8));
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    try (RawConnection connection = RawConnection.open(uri)) {
      connection.send(RawRequest.get("/"));
      assertThat(connection.readHead().status()).isEqualTo(200);
      Chunk first = connection.readChunk().orElseThrow();
      firstSeen.countDown();
      Chunk second = connection.readChunk().orElseThrow();

      assertThat(first.text() + second.text()).isEqualTo("abcde");
      assertThat(second.arrivedNanos()).isGreaterThan(first.arrivedNanos());
      assertThat(connection.readChunk()).isEmpty();
    }
    serving.get();
  }

  /** Takes one connection, reads some bytes, answers, and returns what it read. */
  private String serve(String answer, int bytesToRead) {
    try (Socket socket = server.accept()) {
      String read = new String(socket.getInputStream().readNBytes(bytesToRead), UTF_8);
      read +=
          new String(
              socket.getInputStream().readNBytes(socket.getInputStream().available()), UTF_8);
      socket.getOutputStream().write(answer.getBytes(UTF_8));
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
