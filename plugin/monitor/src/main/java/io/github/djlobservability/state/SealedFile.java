package io.github.djlobservability.state;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/**
 * The form of encrypted files that are written as a whole: the bytes {@code DJLSEAL1}, the head of
 * a {@link FileCipher}, then parts of {@value #PART_BYTES} bytes as the cipher makes them, the last
 * one shorter. The place of a part is its number, that of the last one is negative, so that nothing
 * can be cut off unseen. Stateless.
 */
final class SealedFile {
  static final long MAGIC = 0x444A4C5345414C31L; // DJLSEAL1
  private static final int PART_BYTES = 1 << 16;
  private static final int SEALED_BYTES = PART_BYTES + FileCipher.OVERHEAD;

  private SealedFile() {}

  static boolean is(byte[] file) {
    return file.length >= Long.BYTES + FileCipher.HEAD_BYTES
        && ByteBuffer.wrap(file).getLong() == MAGIC;
  }

  /** Returns what is in a file. */
  static byte[] open(byte[] file, Path path) throws IOException {
    ByteBuffer sealed = ByteBuffer.wrap(file).position(Long.BYTES);
    FileCipher cipher = FileCipher.of(sealed, path);
    ByteArrayOutputStream plain = new ByteArrayOutputStream(file.length);
    WritableByteChannel to = Channels.newChannel(plain);
    for (long number = 1; ; number++) {
      boolean last = sealed.remaining() < SEALED_BYTES;
      ByteBuffer part = sealed.slice(sealed.position(), Math.min(SEALED_BYTES, sealed.remaining()));
      sealed.position(sealed.position() + part.remaining());
      int unused = to.write(cipher.open(part, last ? -number : number));
      if (last) {
        return plain.toByteArray();
      }
    }
  }

  /** Returns a stream that encrypts; its end is to be written by {@link Sealing#finish}. */
  static Sealing to(OutputStream out, FileCipher cipher) throws IOException {
    WritableByteChannel channel = Channels.newChannel(out);
    int unused = channel.write(ByteBuffer.allocate(Long.BYTES).putLong(MAGIC).flip());
    unused = channel.write(cipher.head());
    return new Sealing(channel, cipher);
  }

  /** Encrypts what is written to it. */
  static final class Sealing extends OutputStream {
    private final WritableByteChannel to;
    private final FileCipher cipher;
    private final ByteBuffer part = ByteBuffer.allocate(PART_BYTES);
    private long number = 1;

    private Sealing(WritableByteChannel to, FileCipher cipher) {
      this.to = to;
      this.cipher = cipher;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      ByteBuffer left = ByteBuffer.wrap(bytes, offset, length);
      while (left.hasRemaining()) {
        int count = Math.min(left.remaining(), part.remaining());
        part.put(left.slice(left.position(), count));
        left.position(left.position() + count);
        if (!part.hasRemaining()) {
          seal(number++);
        }
      }
    }

    /** Writes the last part, which may be empty. */
    void finish() throws IOException {
      seal(-number);
    }

    private void seal(long place) throws IOException {
      ByteBuffer sealed = cipher.seal(part.flip(), place);
      while (sealed.hasRemaining()) {
        int unused = to.write(sealed);
      }
      part.clear();
    }
  }
}
