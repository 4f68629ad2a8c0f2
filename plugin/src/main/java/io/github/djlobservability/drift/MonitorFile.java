package io.github.djlobservability.drift;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A file with the state of a monitor.
 *
 * <p>Format, big-endian: the bytes {@code DJLDRIFT}, a version (int, now {@value #VERSION}), a
 * fingerprint of reference and settings (long), the CRC-32C of the rest (long), its length (int),
 * the rest. A file is written beside the old one and then takes its place, so that a crash leaves
 * the old one or the new one, never a part.
 *
 * <p>Not thread-safe.
 */
public final class MonitorFile {

  private static final long MAGIC = 0x444A4C4452494654L; // DJLDRIFT
  private static final int VERSION = 1;
  private static final int HEADER_BYTES = 32;

  private final Path path;

  /** At this place; the folder exists. */
  public MonitorFile(Path path) {
    this.path = path;
  }

  /** Writes a monitor's state in place of what was there. */
  public void save(ModelMonitor monitor) throws IOException {
    byte[] state = state(monitor);
    ByteBuffer file = ByteBuffer.allocate(HEADER_BYTES + state.length);
    file.putLong(MAGIC).putInt(VERSION).putLong(monitor.fingerprint());
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

  private static byte[] state(ModelMonitor monitor) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      monitor.write(out);
    }
    return bytes.toByteArray();
  }

  /**
   * A monitor that goes on where the saved one was; empty if nothing was saved. What cannot be read
   * is set aside under the same name with {@code .corrupt} added.
   *
   * @throws CorruptStateException if the file is damaged, of another version, or of another
   *     reference or other settings
   */
  public Optional<ModelMonitor> restore(ModelReference reference, MonitorSettings settings)
      throws IOException {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    try {
      ModelMonitor monitor = new ModelMonitor(reference, settings);
      read(monitor);
      return Optional.of(monitor);
    } catch (CorruptStateException e) {
      Path aside = path.resolveSibling(path.getFileName() + ".corrupt");
      Files.move(path, aside, StandardCopyOption.REPLACE_EXISTING);
      throw new CorruptStateException(path + ", set aside as " + aside + ": " + e.getMessage(), e);
    }
  }

  private void read(ModelMonitor monitor) throws IOException {
    ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(path));
    if (file.remaining() < HEADER_BYTES || file.getLong() != MAGIC) {
      throw new CorruptStateException("no state of a monitor");
    }
    int version = file.getInt();
    if (version != VERSION) {
      throw new CorruptStateException("version " + version + ", expected " + VERSION);
    }
    boolean same = file.getLong() == monitor.fingerprint();
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
    fill(monitor, state);
  }

  private static void fill(ModelMonitor monitor, byte[] state) throws CorruptStateException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state))) {
      monitor.read(in);
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
