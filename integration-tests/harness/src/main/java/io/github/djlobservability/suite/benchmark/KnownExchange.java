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
  private final int bodyLength;

  /** Stands for the length of a body that comes in chunks. */
  private static final int CHUNKED = -1;

  private KnownExchange(byte[] request, byte[] head, int bodyLength) {
    this.request = request;
    this.head = head;
    this.bodyLength = bodyLength;
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
    boolean chunked = answer.header("Transfer-Encoding").isPresent();
    int length = chunked ? CHUNKED : answer.body().length;
    byte[] head = Arrays.copyOf(raw, chunked ? headLength(raw) : raw.length - length);
    return new KnownExchange(connection.bytesOf(identified), head, length);
  }

  /**
   * Sends the request again.
   *
   * @throws IOException if the answer has another head
   */
  void run(OutputStream out, DataInputStream in) throws IOException {
    out.write(request);
    byte[] answer = new byte[head.length + Math.max(0, bodyLength)];
    in.readFully(answer);
    if (!Arrays.equals(answer, 0, head.length, head, 0, head.length)) {
      throw new IOException("not the answer that was expected: " + new String(answer, ISO_8859_1));
    }
    if (bodyLength == CHUNKED) {
      skipChunks(in);
    }
  }

  /** Reads chunks to the last one, which is empty; nothing follows it. */
  private static void skipChunks(DataInputStream in) throws IOException {
    for (int size = chunkSize(in); ; size = chunkSize(in)) {
      in.skipNBytes(size + 2L);
      if (size == 0) {
        return;
      }
    }
  }

  private static int chunkSize(DataInputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (char c = (char) in.readByte(); c != '\n'; c = (char) in.readByte()) {
      line.append(c);
    }
    return Integer.parseInt(line.toString().strip(), 16);
  }

  private static int headLength(byte[] raw) {
    return new String(raw, ISO_8859_1).indexOf("\r\n\r\n") + 4;
  }
}
