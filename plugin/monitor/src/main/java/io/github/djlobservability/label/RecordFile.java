package io.github.djlobservability.label;

import io.github.djlobservability.state.CorruptFileException;
import io.github.djlobservability.state.PrivateFiles;
import io.github.djlobservability.state.ReplacedFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * A file that records are only ever added to.
 *
 * <p>Format, big-endian: the bytes {@code DJLLABEL}, a version (int, now {@value #VERSION}), four
 * bytes of zero; then records, each of a length (int), the CRC-32C of its body (int), and its body.
 * What was added is in memory until {@link #flush()}, outlives the process from then on, and the
 * machine from {@link #force()} on. Not thread-safe.
 */
final class RecordFile implements Closeable {
  /** The place of the first record; no record is at 0. */
  static final int FIRST_PLACE = 16;

  /** No record's body is longer. */
  static final int MAX_BODY_BYTES = 100_000;

  private static final long MAGIC = 0x444A4C4C4142454CL; // DJLLABEL
  private static final int VERSION = 1;
  private static final int HEAD_BYTES = 8;
  private static final int BUFFER_BYTES = 1 << 17;
  private static final int READ_BYTES = 512;

  private final Path path;
  private final FileChannel channel;
  private final ByteBuffer head = ByteBuffer.allocate(READ_BYTES);
  private ByteBuffer unwritten = ByteBuffer.allocate(0);
  private long written;
  private boolean forced = true;

  private RecordFile(Path path, FileChannel channel, long written) {
    this.path = path;
    this.channel = channel;
    this.written = written;
  }

  /** Begins a file in place of what was there. */
  static RecordFile create(Path path) throws IOException {
    FileChannel channel =
        PrivateFiles.open(
            path,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE));
    RecordFile file = new RecordFile(path, channel, 0);
    file.write(ByteBuffer.allocate(FIRST_PLACE).putLong(MAGIC).putInt(VERSION).rewind());
    return file;
  }

  /**
   * Goes on with a file. A last record that is not all there is cut off: the process ended while it
   * was written. If anything else is wrong, the file is set aside under the same name with {@code
   * .corrupt} added, and a new one holds the records before the damage.
   *
   * @param visitor is shown each record, in order
   */
  static Opened open(Path path, Visitor visitor) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path));
    int end = FIRST_PLACE;
    String damage = "the beginning is not that of a file of records";
    if (bytes.remaining() >= FIRST_PLACE && bytes.getLong() == MAGIC && bytes.getInt() == VERSION) {
      Scan scan = Scan.of(bytes, visitor);
      end = scan.end();
      damage = scan.isTornAtMost() ? "" : "the record at " + end + " is damaged";
    } else if (bytes.capacity() < FIRST_PLACE) {
      return new Opened(create(path), ""); // the process ended before there was a record
    }
    if (!damage.isEmpty()) {
      Path aside = ReplacedFile.setAside(path);
      RecordFile repaired = create(path);
      if (end > FIRST_PLACE) {
        repaired.write(bytes.clear().position(FIRST_PLACE).limit(end));
      }
      return new Opened(repaired, path + ", set aside as " + aside.getFileName() + ": " + damage);
    }
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    channel.truncate(end).position(end);
    return new Opened(new RecordFile(path, channel, end), "");
  }

  /** Adds a record, and returns its place. */
  int append(ByteBuffer body) throws IOException {
    int length = body.remaining();
    if (length > MAX_BODY_BYTES) {
      throw new IllegalArgumentException("a record of " + length + " bytes is too long");
    }
    int place = Math.toIntExact(size());
    if (unwritten.capacity() == 0) {
      unwritten = ByteBuffer.allocate(BUFFER_BYTES);
    } else if (unwritten.remaining() < HEAD_BYTES + length) {
      flush();
    }
    unwritten.putInt(length).putInt(checksum(body)).put(body);
    forced = false;
    return place;
  }

  /**
   * Reads the body of the record at a place; good until the next read.
   *
   * @throws CorruptFileException if it isn't what was written
   */
  ByteBuffer read(int place) throws IOException {
    if (place >= written) {
      ByteBuffer record = unwritten.duplicate().flip().position((int) (place - written));
      int length = record.getInt();
      record.getInt();
      return record.slice(record.position(), length);
    }
    fill(head.clear().limit((int) Math.min(READ_BYTES, written - place)), place);
    int length = head.getInt();
    int checksum = head.getInt();
    if (length < 0 || length > written - place - HEAD_BYTES) {
      throw new CorruptFileException(path + ": no record at " + place);
    }
    ByteBuffer body = head;
    if (length > head.remaining()) {
      body = ByteBuffer.allocate(length);
      fill(body, place + HEAD_BYTES);
    }
    body.limit(body.position() + length);
    if (checksum(body) != checksum) {
      throw new CorruptFileException(path + ": the record at " + place + " is damaged");
    }
    return body;
  }

  private void fill(ByteBuffer buffer, long from) throws IOException {
    int start = buffer.position();
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, from + buffer.position() - start) < 0) {
        throw new CorruptFileException(path + ": ends before " + (from + buffer.limit()));
      }
    }
    buffer.position(start);
  }

  /** Hands what was added to the operating system. */
  void flush() throws IOException {
    try {
      write(unwritten.flip());
    } finally {
      // What a full disk did not take is tried again.
      unwritten.compact();
    }
  }

  /** Gives the buffer back; the next record makes a new one. */
  void rest() throws IOException {
    force();
    unwritten = ByteBuffer.allocate(0);
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      written += channel.write(bytes);
    }
  }

  /** Has what was added written to the disk. */
  void force() throws IOException {
    if (!forced) {
      flush();
      channel.force(false);
      forced = true;
    }
  }

  /** Returns how long the file is, with what was added. */
  long size() {
    return written + unwritten.position();
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      force();
    }
  }

  /** Closes it without a care for what is in it, and deletes it. */
  void delete() throws IOException {
    channel.close();
    Files.deleteIfExists(path);
  }

  private static int checksum(ByteBuffer body) {
    CRC32C crc = new CRC32C();
    crc.update(body.duplicate());
    return (int) crc.getValue();
  }

  /** Is shown the records of a file. */
  @FunctionalInterface
  interface Visitor {
    /**
     * Takes a record.
     *
     * @throws CorruptFileException if it is none of this kind
     * @throws BufferUnderflowException if it is too short
     */
    void record(int place, ByteBuffer body) throws IOException;
  }

  /**
   * A file to go on with.
   *
   * @param damage what was wrong with it, in words; empty if nothing was
   */
  record Opened(RecordFile file, String damage) {}

  /**
   * How far a file can be read.
   *
   * @param end behind the last good record
   * @param isTornAtMost whether what follows can be a record that was not written to its end
   */
  private record Scan(int end, boolean isTornAtMost) {

    static Scan of(ByteBuffer bytes, Visitor visitor) throws IOException {
      int size = bytes.limit();
      int place = FIRST_PLACE;
      while (size - place >= HEAD_BYTES) {
        int length = bytes.getInt(place);
        if (length < 0 || length > MAX_BODY_BYTES) {
          return new Scan(place, false);
        }
        int next = place + HEAD_BYTES + length;
        if (next > size) {
          return new Scan(place, size - place <= BUFFER_BYTES);
        }
        ByteBuffer body = bytes.slice(place + HEAD_BYTES, length);
        if (length == 0 || checksum(body) != bytes.getInt(place + Integer.BYTES)) {
          return new Scan(place, next == size);
        }
        if (!isRead(visitor, place, body)) {
          return new Scan(place, false);
        }
        place = next;
      }
      return new Scan(place, true);
    }

    /** Its bytes are as they were written, and still it may be no record of this kind. */
    private static boolean isRead(Visitor visitor, int place, ByteBuffer body) throws IOException {
      try {
        visitor.record(place, body);
        return true;
      } catch (CorruptFileException | BufferUnderflowException e) {
        return false;
      }
    }
  }
}
