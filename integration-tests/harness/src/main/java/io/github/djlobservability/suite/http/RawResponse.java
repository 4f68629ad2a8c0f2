package io.github.djlobservability.suite.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An HTTP/1.1 response, with its bytes as they came over the wire. Immutable. */
public final class RawResponse {

  private final String statusLine;
  private final List<Map.Entry<String, String>> headers;
  private final List<Chunk> chunks;
  private final boolean complete;
  private final byte[] raw;

  RawResponse(Head head, List<Chunk> chunks, boolean complete, byte[] raw) {
    this.statusLine = head.statusLine();
    this.headers = head.headers();
    this.chunks = List.copyOf(chunks);
    this.complete = complete;
    this.raw = raw;
  }

  /** The status line and the headers. */
  public record Head(String statusLine, List<Map.Entry<String, String>> headers) {

    public int status() {
      return Integer.parseInt(statusLine.split(" ", 3)[1]);
    }

    /** Returns the value of the first header of that name. */
    public Optional<String> header(String name) {
      return headers.stream()
          .filter(header -> header.getKey().equalsIgnoreCase(name))
          .map(Map.Entry::getValue)
          .findFirst();
    }
  }

  public int status() {
    return head().status();
  }

  public Optional<String> header(String name) {
    return head().header(name);
  }

  public Head head() {
    return new Head(statusLine, headers);
  }

  /**
   * Returns the chunks of a streamed body in the order of their arrival; one for a body of known
   * length.
   */
  public List<Chunk> chunks() {
    return chunks;
  }

  public byte[] body() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    chunks.forEach(chunk -> body.writeBytes(chunk.bytes()));
    return body.toByteArray();
  }

  public String text() {
    return new String(body(), UTF_8);
  }

  /**
   * Returns whether the body came to its end; false if the server broke the connection off before.
   */
  public boolean isComplete() {
    return complete;
  }

  /** Returns all bytes: status line, headers, body with its chunk lengths. */
  public byte[] raw() {
    return raw.clone();
  }

  /** Returns whether the server will close the connection after this response. */
  public boolean closesConnection() {
    return !complete || header("Connection").map("close"::equalsIgnoreCase).orElse(false);
  }

  @Override
  public String toString() {
    return new String(raw, UTF_8) + (complete ? "" : "[broken off]");
  }
}
