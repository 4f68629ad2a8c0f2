package io.github.djlobservability.telemetry.scrape;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Takes no more than a number of bytes. */
final class BoundedOutput extends OutputStream {
  private final int limit;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);

  BoundedOutput(int limit) {
    this.limit = limit;
  }

  @Override
  public void write(int b) throws IOException {
    check(1);
    bytes.write(b);
  }

  @Override
  public void write(byte[] b, int off, int len) throws IOException {
    check(len);
    bytes.write(b, off, len);
  }

  private void check(int more) throws IOException {
    if (bytes.size() + more > limit) {
      throw new TextTooLargeException(limit);
    }
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }
}
