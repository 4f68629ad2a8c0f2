package io.github.djlobservability.suite.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads responses off a connection, one after the other, part by part. Not thread-safe. */
final class ResponseStream {

  private final InputStream in;
  private final ByteArrayOutputStream raw = new ByteArrayOutputStream();

  ResponseStream(InputStream in) {
    this.in = new BufferedInputStream(in, 16 * 1024);
  }

  /** Returns the bytes read since the start of the current response. */
  byte[] raw() {
    return raw.toByteArray();
  }

  /**
   * @throws EOFException if the server closed the connection before a response
   */
  RawResponse.Head readHead() throws IOException {
    raw.reset();
    String statusLine = readLine();
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    for (String line = readLine(); !line.isEmpty(); line = readLine()) {
      int colon = line.indexOf(':');
      headers.add(Map.entry(line.substring(0, colon), line.substring(colon + 1).strip()));
    }
    return new RawResponse.Head(statusLine, List.copyOf(headers));
  }

  /** Returns the next chunk of a streamed body, empty at its end. */
  Optional<Chunk> readChunk() throws IOException {
    int length = Integer.parseInt(readLine(), 16);
    byte[] bytes = readBytes(length);
    long arrived = System.nanoTime();
    readLine();
    return length == 0 ? Optional.empty() : Optional.of(new Chunk(bytes, arrived));
  }

  /** Returns a body of known length. */
  Chunk readBody(int length) throws IOException {
    byte[] bytes = readBytes(length);
    return new Chunk(bytes, System.nanoTime());
  }

  /** Returns whether the connection has ended; waits for it to send something or to end. */
  boolean isAtEnd() throws IOException {
    in.mark(1);
    if (in.read() < 0) {
      return true;
    }
    in.reset();
    return false;
  }

  private byte[] readBytes(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    raw.writeBytes(bytes);
    if (bytes.length < length) {
      throw new EOFException("the connection ended after " + bytes.length + " of " + length);
    }
    return bytes;
  }

  private String readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the connection ended");
      }
      raw.write(b);
      line.write(b);
    }
    raw.write('\n');
    return line.toString(ISO_8859_1).stripTrailing();
  }
}
