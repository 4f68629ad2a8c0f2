package io.github.djlobservability.suite.http;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A part of a streamed body and when it was there, as {@link System#nanoTime()}. */
public final class Chunk {

  private final byte[] bytes;
  private final long arrivedNanos;

  Chunk(byte[] bytes, long arrivedNanos) {
    this.bytes = bytes;
    this.arrivedNanos = arrivedNanos;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public int size() {
    return bytes.length;
  }

  public String text() {
    return new String(bytes, UTF_8);
  }

  public long arrivedNanos() {
    return arrivedNanos;
  }
}
