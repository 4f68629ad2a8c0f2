package io.github.djlobservability.state;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * Keeps the state of something that goes on after a restart in a file.
 *
 * <p>Format, big-endian: eight bytes that say what it is, a version (int), a fingerprint of what
 * the state belongs to (long), the CRC-32C of the rest (long), its length (int), the rest. It is
 * written as a {@link ReplacedFile}.
 *
 * <p>Not thread-safe.
 */
public final class StateFile {

  private static final int HEADER_BYTES = 32;

  private final Path path;
  private final long magic;
  private final int version;

  /**
   * At this place; the folder exists.
   *
   * @param magic the eight bytes that say what it is
   * @param version of the format of the rest
   */
  public StateFile(Path path, long magic, int version) {
    this.path = path;
    this.magic = magic;
    this.version = version;
  }

  /** Writes a state. */
  @FunctionalInterface
  public interface Source {
    /** To here. */
    void write(DataOutput out) throws IOException;
  }

  /** Takes over a state. */
  @FunctionalInterface
  public interface Target {
    /** From here, to its end. */
    void read(DataInput in) throws IOException;
  }

  /** Writes a state in place of what was there. */
  public void save(long fingerprint, Source source) throws IOException {
    byte[] state = state(source);
    ReplacedFile.write(
        path,
        file -> {
          DataOutputStream out = new DataOutputStream(file);
          out.writeLong(magic);
          out.writeInt(version);
          out.writeLong(fingerprint);
          out.writeLong(checksum(state));
          out.writeInt(state.length);
          out.write(state);
        });
  }

  private static byte[] state(Source source) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      source.write(out);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads a state; false if nothing was saved. What cannot be read is set aside under the same name
   * with {@code .corrupt} added.
   *
   * @throws CorruptFileException if the file is damaged or of another version; the target may have
   *     read a part
   * @throws OtherStateException if it is of another fingerprint; the file stays as it is
   */
  public boolean restore(long fingerprint, Target target) throws IOException {
    if (!Files.exists(path)) {
      return false;
    }
    try {
      Contents contents = checked();
      if (contents.fingerprint() != fingerprint) {
        throw new OtherStateException(path + ": of another reference or other settings");
      }
      fill(target, contents.state());
      return true;
    } catch (CorruptFileException e) {
      Path aside = ReplacedFile.setAside(path);
      throw new CorruptFileException(
          path + ", set aside as " + aside.getFileName() + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads the beginning of a state, whatever fingerprint it is of; false if nothing was saved.
   *
   * @throws IOException if the file is damaged, of another version, or can't be read; it stays as
   *     it is
   */
  public boolean readOther(Target target) throws IOException {
    if (!Files.exists(path)) {
      return false;
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(checked().state()))) {
      target.read(in);
    }
    return true;
  }

  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Contents(long fingerprint, byte[] state) {}

  private Contents checked() throws IOException {
    ByteBuffer file = ByteBuffer.wrap(ReplacedFile.read(path));
    if (file.remaining() < HEADER_BYTES || file.getLong() != magic) {
      throw new CorruptFileException("no such state");
    }
    int found = file.getInt();
    if (found != version) {
      throw new CorruptFileException("version " + found + ", expected " + version);
    }
    long fingerprint = file.getLong();
    long checksum = file.getLong();
    byte[] state = new byte[file.remaining() - Integer.BYTES];
    if (file.getInt() != state.length) {
      throw new CorruptFileException("cut off");
    }
    file.get(state);
    if (checksum(state) != checksum) {
      throw new CorruptFileException("checksum differs");
    }
    return new Contents(fingerprint, state);
  }

  private static void fill(Target target, byte[] state) throws CorruptFileException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state))) {
      target.read(in);
      if (in.read() >= 0) {
        throw new CorruptFileException("too long");
      }
    } catch (CorruptFileException e) {
      throw e;
    } catch (IOException e) {
      throw new CorruptFileException("contents do not fit: " + e.getMessage(), e);
    }
  }

  private static long checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return crc.getValue();
  }
}
