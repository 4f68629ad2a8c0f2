package io.github.djlobservability.state;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * A file with the state of something that goes on after a restart.
 *
 * <p>Format, big-endian: eight bytes that say what it is, a version (int), a fingerprint of what
 * the state belongs to (long), the CRC-32C of the rest (long), its length (int), the rest. A file
 * is written beside the old one and then takes its place, so that a crash leaves the old one or the
 * new one, never a part.
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
    ByteBuffer file = ByteBuffer.allocate(HEADER_BYTES + state.length);
    file.putLong(magic).putInt(version).putLong(fingerprint);
    file.putLong(checksum(state)).putInt(state.length).put(state).flip();
    Path partial = path.resolveSibling(path.getFileName() + ".partial");
    try (FileChannel channel =
        FileChannel.open(
            partial,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      while (file.hasRemaining()) {
        channel.write(file);
      }
      channel.force(true);
    }
    Files.move(partial, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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
   * @throws CorruptStateException if the file is damaged, of another version, or of another
   *     fingerprint; the target may have read a part
   */
  public boolean restore(long fingerprint, Target target) throws IOException {
    if (!Files.exists(path)) {
      return false;
    }
    try {
      fill(target, checked(fingerprint));
      return true;
    } catch (CorruptStateException e) {
      Path aside = path.resolveSibling(path.getFileName() + ".corrupt");
      Files.move(path, aside, StandardCopyOption.REPLACE_EXISTING);
      throw new CorruptStateException(path + ", set aside as " + aside + ": " + e.getMessage(), e);
    }
  }

  private byte[] checked(long fingerprint) throws IOException {
    ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(path));
    if (file.remaining() < HEADER_BYTES || file.getLong() != magic) {
      throw new CorruptStateException("no such state");
    }
    int found = file.getInt();
    if (found != version) {
      throw new CorruptStateException("version " + found + ", expected " + version);
    }
    boolean same = file.getLong() == fingerprint;
    long checksum = file.getLong();
    byte[] state = new byte[file.remaining() - Integer.BYTES];
    if (file.getInt() != state.length) {
      throw new CorruptStateException("cut off");
    }
    file.get(state);
    if (checksum(state) != checksum) {
      throw new CorruptStateException("checksum differs");
    }
    if (!same) {
      throw new CorruptStateException("of another reference or other settings");
    }
    return state;
  }

  private static void fill(Target target, byte[] state) throws CorruptStateException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state))) {
      target.read(in);
      if (in.read() >= 0) {
        throw new CorruptStateException("too long");
      }
    } catch (CorruptStateException e) {
      throw e;
    } catch (IOException e) {
      throw new CorruptStateException("contents do not fit: " + e.getMessage(), e);
    }
  }

  private static long checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return crc.getValue();
  }
}
