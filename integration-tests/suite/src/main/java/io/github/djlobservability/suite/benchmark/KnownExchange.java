package io.github.djlobservability.suite.benchmark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** A request as bytes, and what the answer looks like. Immutable. */
final class KnownExchange {

  private final byte[] request;
  private final byte[] head;
  private final int answerLength;

  private KnownExchange(byte[] request, byte[] head, int answerLength) {
    this.request = request;
    this.head = head;
    this.answerLength = answerLength;
  }

  /**
   * Sends the request.
   *
   * @throws IllegalStateException if it is refused
   */
  static KnownExchange of(RawConnection connection, RawRequest request) throws IOException {
    // The server would give each request an identifier of its own.
    RawRequest identified = request.header("x-request-id", "benchmark");
    RawResponse answer = connection.exchange(identified);
    if (answer.status() != 200 || answer.closesConnection()) {
      throw new IllegalStateException("the server answers the request with " + answer);
    }
    byte[] raw = answer.raw();
    byte[] head = Arrays.copyOf(raw, raw.length - answer.body().length);
    return new KnownExchange(connection.bytesOf(identified), head, raw.length);
  }

  /**
   * Sends the request again.
   *
   * @throws IOException if the answer has another head
   */
  void run(OutputStream out, DataInputStream in) throws IOException {
    out.write(request);
    byte[] answer = new byte[answerLength];
    in.readFully(answer);
    if (!Arrays.equals(answer, 0, head.length, head, 0, head.length)) {
      throw new IOException("not the answer that was expected: " + new String(answer, ISO_8859_1));
    }
  }
}
