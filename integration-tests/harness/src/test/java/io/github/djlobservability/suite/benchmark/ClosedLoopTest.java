package io.github.djlobservability.suite.benchmark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djlobservability.suite.benchmark.ClosedLoop.Load;
import io.github.djlobservability.suite.http.RawRequest;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that counts the requests and answers with whatever the test wants. */
class ClosedLoopTest {

  private static final RawRequest REQUEST = RawRequest.postJson("/predictions/a", "{\"a\": 1}");

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger asked = new AtomicInteger();
  private ServerSocket listener;

  @BeforeEach
  void listen() throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stop() throws IOException {
    listener.close();
    threads.shutdownNow();
  }

  @Test
  void countsWhatTheServerAnswered() throws Exception {
    ClosedLoop loop = loop(number -> answer(200, "fine"));
    Load load = loop.run(2, Duration.ofMillis(50));

    // The first request is the one whose answer is expected from then on.
    assertThat(load.requests()).isPositive().isEqualTo(asked.get() - 1);
    assertThat(load.latencyNanos().getTotalCount()).isEqualTo(load.requests());
    assertThat(load.latencyNanos().getMinValue()).isPositive();
    assertThat(load.elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(50));
  }

  @Test
  void keepsToARateAndCountsTheWaitOfWhatIsLate() throws Exception {
    ClosedLoop loop = loop(number -> answer(200, "fine"));
    Load load = loop.run(2, Duration.ofMillis(200), 100);

    // Each connection has a turn every 20 ms; a slow machine may come late, and never early.
    assertThat(load.requests()).isBetween(1L, 20L).isEqualTo(asked.get() - 1);
    assertThat(load.perSecond()).isLessThanOrEqualTo(112);
    assertThat(load.latencyNanos().getMinValue()).isPositive();
  }

  @Test
  void readsAnAnswerInChunksToItsEnd() throws Exception {
    String head = "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n";
    ClosedLoop loop =
        loop(
            number ->
                head + (number % 2 == 0 ? "2\r\nab\r\n" : "1\r\na\r\n1\r\nb\r\n") + "0\r\n\r\n");
    Load load = loop.run(1, Duration.ofMillis(50));

    assertThat(load.requests()).isPositive().isEqualTo(asked.get() - 1);
  }

  @Test
  void takesNoOtherAnswer() throws Exception {
    ClosedLoop loop = loop(number -> answer(number < 5 ? 200 : 503, "fine"));

    assertThatThrownBy(() -> loop.run(1, Duration.ofSeconds(30)))
        .isInstanceOf(IOException.class)
        .hasRootCauseMessage("not the answer that was expected: " + answer(503, "fine"));
    assertThat(asked).hasValue(6);
  }

  @Test
  void doesNotBeginWithARequestThatIsRefused() {
    assertThatThrownBy(() -> loop(number -> answer(404, "no")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("404");
  }

  private ClosedLoop loop(IntFunction<String> answers) throws IOException {
    var unused = threads.submit(() -> acceptAll(answers));
    return ClosedLoop.of(
        URI.create("http://127.0.0.1:" + listener.getLocalPort()), List.of(REQUEST));
  }

  private Object acceptAll(IntFunction<String> answers) throws IOException {
    while (true) {
      Socket connection = listener.accept();
      var unused = threads.submit(() -> answerAll(connection, answers));
    }
  }

  private Object answerAll(Socket connection, IntFunction<String> answers) throws IOException {
    try (connection) {
      DataInputStream in = new DataInputStream(connection.getInputStream());
      while (true) {
        readRequest(in);
        String answer = answers.apply(asked.getAndIncrement());
        connection.getOutputStream().write(answer.getBytes(ISO_8859_1));
      }
    }
  }

  /** Every request ends with the only closing brace in it. */
  private static void readRequest(DataInputStream in) throws IOException {
    byte last;
    do {
      last = in.readByte();
    } while (last != '}');
  }

  private static String answer(int status, String body) {
    return "HTTP/1.1 " + status + " X\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }
}
