package io.github.djlobservability.label.record;

import io.github.djlobservability.state.CorruptFileException;
import io.github.djlobservability.state.FileCipher;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Says how a file of records is written: as it is, or encrypted. Immutable.
 *
 * <p>Format, big-endian: the bytes {@code DJLLABEL}, a version (int, now {@value #VERSION}), four
 * bytes of zero; then records, each of a length (int), the CRC-32C of its body (int), and its body.
 * An encrypted one has version {@value #SEALED_VERSION}, then the head of its {@link FileCipher},
 * and bodies as that makes them.
 *
 * @param cipher encrypts bodies; null for none
 */
record RecordForm(@Nullable FileCipher cipher) {
  /** The place of the first record of a plain file; no record is at 0. */
  static final int FIRST_PLACE = 16;

  /** The length and the checksum before a body. */
  static final int HEAD_BYTES = 8;

  private static final long MAGIC = 0x444A4C4C4142454CL; // DJLLABEL
  private static final int VERSION = 1;
  private static final int SEALED_VERSION = 2;

  /** Returns the form of a file; null for one that does not begin as files of records do. */
  static @Nullable RecordForm of(ByteBuffer bytes, Path path) throws IOException {
    if (bytes.capacity() < FIRST_PLACE || bytes.getLong(0) != MAGIC) {
      return null;
    }
    int version = bytes.getInt(Long.BYTES);
    if (version == SEALED_VERSION && bytes.capacity() >= FIRST_PLACE + FileCipher.HEAD_BYTES) {
      return new RecordForm(FileCipher.of(bytes.duplicate().position(FIRST_PLACE), path));
    }
    return version == VERSION ? new RecordForm(null) : null;
  }

  /** Returns the form of a new file: encrypted with the key of today, if there is one. */
  static RecordForm ofNew(Path path) throws IOException {
    return new RecordForm(FileCipher.ofNew(path));
  }

  /** Returns whether bytes of no form can be the beginning of a file, cut off. */
  static boolean isBegun(ByteBuffer bytes) {
    boolean isSealed =
        bytes.capacity() >= FIRST_PLACE
            && bytes.getLong(0) == MAGIC
            && bytes.getInt(Long.BYTES) == SEALED_VERSION;
    return bytes.capacity() < FIRST_PLACE
        || (isSealed && bytes.capacity() <= FIRST_PLACE + FileCipher.HEAD_BYTES);
  }

  /** Returns whether a file is there and encrypted. */
  static boolean isSealed(Path path) throws IOException {
    if (!Files.exists(path)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(path)) {
      ByteBuffer begin = ByteBuffer.wrap(in.readNBytes(FIRST_PLACE));
      return begin.capacity() == FIRST_PLACE
          && begin.getLong() == MAGIC
          && begin.getInt() == SEALED_VERSION;
    }
  }

  /** Returns what stands before the first record. */
  ByteBuffer beginning() {
    ByteBuffer begin =
        ByteBuffer.allocate(firstPlace())
            .putLong(MAGIC)
            .putInt(cipher == null ? VERSION : SEALED_VERSION)
            .position(FIRST_PLACE);
    return cipher == null ? begin.rewind() : begin.put(cipher.head()).rewind();
  }

  /** Returns the place of the first record. */
  int firstPlace() {
    return cipher == null ? FIRST_PLACE : FIRST_PLACE + FileCipher.HEAD_BYTES;
  }

  /** Returns by how much a body grows when it is written. */
  int overhead() {
    return cipher == null ? 0 : FileCipher.OVERHEAD;
  }

  /** Returns a body as it is written at a place. */
  ByteBuffer written(ByteBuffer plain, int place) throws IOException {
    return cipher == null ? plain : cipher.seal(plain, place);
  }

  /** Returns a body that was written at a place as it was before. */
  ByteBuffer plain(int place, ByteBuffer body) throws CorruptFileException {
    return cipher == null || isBlank(body) ? body : cipher.open(body, place);
  }

  /** Returns whether a record was blanked. */
  static boolean isBlank(ByteBuffer body) {
    for (int i = body.position(); i < body.limit(); i++) {
      if (body.get(i) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Returns a record with a body as it is written. */
  static ByteBuffer record(ByteBuffer body) {
    return ByteBuffer.allocate(HEAD_BYTES + body.remaining())
        .putInt(body.remaining())
        .putInt(checksum(body))
        .put(body)
        .flip();
  }

  static int checksum(ByteBuffer body) {
    CRC32C crc = new CRC32C();
    crc.update(body.duplicate());
    return (int) crc.getValue();
  }
}
