package io.github.djlobservability.cli.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that knows how much of it has been read. */
final class CountingInputStream extends FilterInputStream {

  private final long size;
  private long read;

  private CountingInputStream(InputStream in, long size) {
    super(in);
    this.size = size;
  }

  static CountingInputStream open(Path file) throws IOException {
    return new CountingInputStream(Files.newInputStream(file), Files.size(file));
  }

  /** Returns the share that has been read, 0 to 1. */
  double progress() {
    return size == 0 ? 1 : (double) read / size;
  }

  @Override
  public int read() throws IOException {
    int found = super.read();
    read += found < 0 ? 0 : 1;
    return found;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int found = super.read(bytes, offset, length);
    read += Math.max(0, found);
    return found;
  }

  @Override
  public long skip(long wanted) throws IOException {
    long skipped = super.skip(wanted);
    read += skipped;
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
