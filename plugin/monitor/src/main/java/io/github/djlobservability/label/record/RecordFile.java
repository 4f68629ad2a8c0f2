package io.github.djlobservability.label.record;

import io.github.djlobservability.state.CorruptFileException;
import io.github.djlobservability.state.PrivateFiles;
import io.github.djlobservability.state.ReplacedFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A file that records are only ever added to, in a {@link RecordForm}.
 *
 * <p>What was added is in memory until {@link #flush()}, outlives the process from then on, and the
 * machine from {@link #force()} on. Not thread-safe.
 */
public final class RecordFile implements Closeable {
  /** No record's body is longer. */
  static final int MAX_BODY_BYTES = 100_000;

  /** As much is in memory at most, so that no more of a record can be torn. */
  static final int BUFFER_BYTES = 1 << 17;

  private static final int READ_BYTES = 512;

  private final Path path;
  private final FileChannel channel;
  private final RecordForm form;
  private final ByteBuffer head = ByteBuffer.allocate(READ_BYTES);
  private ByteBuffer unwritten = ByteBuffer.allocate(0);
  private long written;
  private boolean forced = true;

  private RecordFile(Path path, FileChannel channel, RecordForm form, long written) {
    this.path = path;
    this.channel = channel;
    this.form = form;
    this.written = written;
  }

  /** Begins a file in place of what was there. */
  public static RecordFile create(Path path) throws IOException {
    RecordForm form = RecordForm.ofNew(path);
    return begin(path, form, form.beginning());
  }

  private static RecordFile begin(Path path, RecordForm form, ByteBuffer bytes) throws IOException {
    FileChannel channel =
        PrivateFiles.open(
            path,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE));
    RecordFile file = new RecordFile(path, channel, form, 0);
    file.write(bytes);
    return file;
  }

  /**
   * Goes on with a file. A last record that is not all there is cut off: the process ended while it
   * was written. If anything else is wrong, the file is set aside under the same name with {@code
   * .corrupt} added, and a new one holds the records before the damage.
   *
   * @param visitor is shown each record, in order
   */
  public static Opened open(Path path, Visitor visitor) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path));
    RecordForm form = RecordForm.of(bytes, path);
    if (form == null) {
      return RecordForm.isBegun(bytes)
          ? new Opened(create(path), "") // the process ended before there was a record
          : anew(path, "the beginning is not that of a file of records");
    }
    RecordScan scan = RecordScan.of(bytes, form, visitor);
    int end = scan.end();
    if (!scan.isTornAtMost()) {
      Path aside = ReplacedFile.setAside(path);
      RecordFile repaired = begin(path, form, bytes.clear().limit(end));
      String damage = path + ", set aside as " + aside.getFileName() + ": the record at " + end;
      return new Opened(repaired, damage + " is damaged");
    }
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    channel.truncate(end).position(end);
    return new Opened(new RecordFile(path, channel, form, end), "");
  }

  private static Opened anew(Path path, String damage) throws IOException {
    Path aside = ReplacedFile.setAside(path);
    return new Opened(create(path), path + ", set aside as " + aside.getFileName() + ": " + damage);
  }

  /** Shows each record, in order. */
  public void visit(Visitor visitor) throws IOException {
    flush();
    RecordScan unused = RecordScan.of(mapped(), form, visitor);
  }

  /**
   * Puts zeros in the place of what is in some records. It is written as a {@link ReplacedFile}, so
   * that no crash leaves a part; all other records stay where they are.
   *
   * @return the file to go on with; this one is closed
   */
  public RecordFile blanked(Set<Integer> places) throws IOException {
    flush();
    ByteBuffer bytes = mapped();
    ReplacedFile.writePlain(path, out -> copy(bytes, new TreeSet<>(places), out));
    channel.close();
    FileChannel replaced =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    replaced.position(written);
    return new RecordFile(path, replaced, form, written);
  }

  private ByteBuffer mapped() throws IOException {
    return channel.map(FileChannel.MapMode.READ_ONLY, 0, written);
  }

  private static void copy(ByteBuffer bytes, SortedSet<Integer> places, OutputStream out)
      throws IOException {
    WritableByteChannel to = Channels.newChannel(out);
    for (int place : places) {
      ByteBuffer blank = ByteBuffer.allocate(RecordForm.HEAD_BYTES + bytes.getInt(place));
      blank.putInt(0, bytes.getInt(place));
      blank.putInt(
          Integer.BYTES, RecordForm.checksum(blank.duplicate().position(RecordForm.HEAD_BYTES)));
      write(to, bytes.limit(place));
      write(to, blank);
      bytes.limit(bytes.capacity()).position(place + blank.capacity());
    }
    write(to, bytes);
  }

  static void write(WritableByteChannel to, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      int unused = to.write(bytes);
    }
  }

  /** Returns whether a record was blanked. */
  public static boolean isBlank(ByteBuffer body) {
    return RecordForm.isBlank(body);
  }

  /** Adds a record, and returns its place. */
  public int append(ByteBuffer plain) throws IOException {
    if (plain.remaining() > MAX_BODY_BYTES) {
      throw new IllegalArgumentException("a record of " + plain.remaining() + " bytes is too long");
    }
    int place = Math.toIntExact(size());
    ByteBuffer body = form.written(plain, place);
    int length = body.remaining();
    if (unwritten.capacity() == 0) {
      unwritten = ByteBuffer.allocate(BUFFER_BYTES);
    } else if (unwritten.remaining() < RecordForm.HEAD_BYTES + length) {
      flush();
    }
    unwritten.putInt(length).putInt(RecordForm.checksum(body)).put(body);
    forced = false;
    return place;
  }

  /**
   * Reads the body of the record at a place; good until the next read.
   *
   * @throws CorruptFileException if it isn't what was written
   */
  public ByteBuffer read(int place) throws IOException {
    return form.plain(place, readBody(place));
  }

  private ByteBuffer readBody(int place) throws IOException {
    if (place >= written) {
      ByteBuffer record = unwritten.duplicate().flip().position((int) (place - written));
      int length = record.getInt();
      record.getInt();
      return record.slice(record.position(), length);
    }
    fill(head.clear().limit((int) Math.min(READ_BYTES, written - place)), place);
    int length = head.getInt();
    int checksum = head.getInt();
    if (length < 0 || length > written - place - RecordForm.HEAD_BYTES) {
      throw new CorruptFileException(path + ": no record at " + place);
    }
    ByteBuffer body = head;
    if (length > head.remaining()) {
      body = ByteBuffer.allocate(length);
      fill(body, place + RecordForm.HEAD_BYTES);
    }
    body.limit(body.position() + length);
    if (RecordForm.checksum(body) != checksum) {
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
  public void flush() throws IOException {
    try {
      write(unwritten.flip());
    } finally {
      // What a full disk did not take is tried again.
      unwritten.compact();
    }
  }

  /** Gives the buffer back; the next record makes a new one. */
  public void rest() throws IOException {
    force();
    unwritten = ByteBuffer.allocate(0);
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      written += channel.write(bytes);
    }
  }

  /**
   * Has what was added written to the disk.
   *
   * @throws IOException also if somebody has taken the file away
   */
  public void force() throws IOException {
    if (forced) {
      return;
    }
    flush();
    channel.force(false);
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString(), null, "it was taken away");
    }
    forced = true;
  }

  /** Returns how long the file is, with what was added. */
  public long size() {
    return written + unwritten.position();
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      force();
    }
  }

  /** Closes it without a care for what is in it, and deletes it. */
  public void delete() throws IOException {
    channel.close();
    Files.deleteIfExists(path);
  }

  /** Is shown the records of a file. */
  @FunctionalInterface
  public interface Visitor {
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
  public record Opened(RecordFile file, String damage) {}
}
