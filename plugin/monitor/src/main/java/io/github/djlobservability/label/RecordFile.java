package io.github.djlobservability.label;

import io.github.djlobservability.state.CorruptFileException;
import io.github.djlobservability.state.FileCipher;
import io.github.djlobservability.state.PrivateFiles;
import io.github.djlobservability.state.ReplacedFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.function.UnaryOperator;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A file that records are only ever added to.
 *
 * <p>Format, big-endian: the bytes {@code DJLLABEL}, a version (int, now {@value #VERSION}), four
 * bytes of zero; then records, each of a length (int), the CRC-32C of its body (int), and its body.
 * An encrypted one has version {@value #SEALED_VERSION}, then the head of its {@link FileCipher},
 * and bodies as that makes them.
 *
 * <p>What was added is in memory until {@link #flush()}, outlives the process from then on, and the
 * machine from {@link #force()} on. Not thread-safe.
 */
final class RecordFile implements Closeable {
  /** The place of the first record; no record is at 0. */
  static final int FIRST_PLACE = 16;

  /** No record's body is longer. */
  static final int MAX_BODY_BYTES = 100_000;

  private static final long MAGIC = 0x444A4C4C4142454CL; // DJLLABEL
  private static final int VERSION = 1;
  private static final int SEALED_VERSION = 2;
  private static final int HEAD_BYTES = 8;
  private static final int BUFFER_BYTES = 1 << 17;
  private static final int READ_BYTES = 512;

  private final Path path;
  private final FileChannel channel;
  private final @Nullable FileCipher cipher;
  private final ByteBuffer head = ByteBuffer.allocate(READ_BYTES);
  private ByteBuffer unwritten = ByteBuffer.allocate(0);
  private long written;
  private boolean forced = true;

  private RecordFile(Path path, FileChannel channel, @Nullable FileCipher cipher, long written) {
    this.path = path;
    this.channel = channel;
    this.cipher = cipher;
    this.written = written;
  }

  /** Begins a file in place of what was there. */
  static RecordFile create(Path path) throws IOException {
    FileCipher cipher = FileCipher.ofNew(path);
    return begin(path, cipher, beginning(cipher));
  }

  private static ByteBuffer beginning(@Nullable FileCipher cipher) {
    ByteBuffer begin =
        ByteBuffer.allocate(firstPlace(cipher))
            .putLong(MAGIC)
            .putInt(cipher == null ? VERSION : SEALED_VERSION)
            .position(FIRST_PLACE);
    return cipher == null ? begin.rewind() : begin.put(cipher.head()).rewind();
  }

  private static int firstPlace(@Nullable FileCipher cipher) {
    return cipher == null ? FIRST_PLACE : FIRST_PLACE + FileCipher.HEAD_BYTES;
  }

  private static RecordFile begin(Path path, @Nullable FileCipher cipher, ByteBuffer bytes)
      throws IOException {
    FileChannel channel =
        PrivateFiles.open(
            path,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE));
    RecordFile file = new RecordFile(path, channel, cipher, 0);
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
  static Opened open(Path path, Visitor visitor) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path));
    Form form = Form.of(bytes, path);
    if (form == null) {
      return bytes.capacity() <= FIRST_PLACE + FileCipher.HEAD_BYTES && !isFullHead(bytes)
          ? new Opened(create(path), "") // the process ended before there was a record
          : anew(path, "the beginning is not that of a file of records");
    }
    Scan scan = Scan.of(bytes, form, visitor);
    int end = scan.end();
    if (!scan.isTornAtMost()) {
      Path aside = ReplacedFile.setAside(path);
      RecordFile repaired = begin(path, form.cipher(), bytes.clear().limit(end));
      String damage = path + ", set aside as " + aside.getFileName() + ": the record at " + end;
      return new Opened(repaired, damage + " is damaged");
    }
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    channel.truncate(end).position(end);
    return new Opened(new RecordFile(path, channel, form.cipher(), end), "");
  }

  /** Returns whether what is no beginning could not have been one that was cut off either. */
  private static boolean isFullHead(ByteBuffer bytes) {
    return bytes.capacity() >= FIRST_PLACE
        && !(bytes.getLong(0) == MAGIC && bytes.getInt(Long.BYTES) == SEALED_VERSION);
  }

  private static Opened anew(Path path, String damage) throws IOException {
    Path aside = ReplacedFile.setAside(path);
    return new Opened(create(path), path + ", set aside as " + aside.getFileName() + ": " + damage);
  }

  /**
   * Has a file be encrypted with the key of today, if there is one; not one that is damaged.
   *
   * @param change is made to each body that is not blank, of the same length
   */
  static void seal(Path path, UnaryOperator<ByteBuffer> change) throws IOException {
    FileCipher now = FileCipher.ofNew(path);
    if (now == null) {
      return;
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path));
    Form form = Form.of(bytes, path);
    if (form == null
        || (form.cipher() != null && !form.cipher().isOld(path))
        || !Scan.of(bytes.duplicate(), form, (place, body) -> {}).isTornAtMost()) {
      return;
    }
    ReplacedFile.writePlain(path, out -> copySealed(bytes, form, now, change, out));
  }

  private static void copySealed(
      ByteBuffer bytes,
      Form form,
      FileCipher now,
      UnaryOperator<ByteBuffer> change,
      OutputStream out)
      throws IOException {
    WritableByteChannel to = Channels.newChannel(out);
    write(to, beginning(now));
    long[] at = {firstPlace(now)};
    Scan unused =
        Scan.of(
            bytes,
            form,
            (place, body) -> {
              ByteBuffer sealed =
                  isBlank(body)
                      ? ByteBuffer.allocate(blankLength(body, form))
                      : now.seal(change.apply(body), at[0]);
              ByteBuffer record = record(sealed);
              at[0] += record.remaining();
              write(to, record);
            });
  }

  /** A blank body of an encrypted file is as long as it was; that of a plain one grows. */
  private static int blankLength(ByteBuffer body, Form form) {
    return body.remaining() + (form.cipher() == null ? FileCipher.OVERHEAD : 0);
  }

  private static ByteBuffer record(ByteBuffer body) {
    return ByteBuffer.allocate(HEAD_BYTES + body.remaining())
        .putInt(body.remaining())
        .putInt(checksum(body))
        .put(body)
        .flip();
  }

  /** Returns how much further back a record of a plain file stands once it is encrypted. */
  static int shift(int number) {
    return FileCipher.HEAD_BYTES + number * FileCipher.OVERHEAD;
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

  /** Shows each record, in order. */
  void visit(Visitor visitor) throws IOException {
    flush();
    Scan unused = Scan.of(mapped(), new Form(cipher), visitor);
  }

  /**
   * Puts zeros in the place of what is in some records. It is written as a {@link ReplacedFile}, so
   * that no crash leaves a part; all other records stay where they are.
   *
   * @return the file to go on with; this one is closed
   */
  RecordFile blanked(Set<Integer> places) throws IOException {
    flush();
    ByteBuffer bytes = mapped();
    ReplacedFile.writePlain(path, out -> copy(bytes, new TreeSet<>(places), out));
    channel.close();
    FileChannel replaced =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    replaced.position(written);
    return new RecordFile(path, replaced, cipher, written);
  }

  private ByteBuffer mapped() throws IOException {
    return channel.map(FileChannel.MapMode.READ_ONLY, 0, written);
  }

  private static void copy(ByteBuffer bytes, SortedSet<Integer> places, OutputStream out)
      throws IOException {
    WritableByteChannel to = Channels.newChannel(out);
    for (int place : places) {
      ByteBuffer blank = ByteBuffer.allocate(HEAD_BYTES + bytes.getInt(place));
      blank.putInt(0, bytes.getInt(place));
      blank.putInt(Integer.BYTES, checksum(blank.duplicate().position(HEAD_BYTES)));
      write(to, bytes.limit(place));
      write(to, blank);
      bytes.limit(bytes.capacity()).position(place + blank.capacity());
    }
    write(to, bytes);
  }

  private static void write(WritableByteChannel to, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      int unused = to.write(bytes);
    }
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

  /** Adds a record, and returns its place. */
  int append(ByteBuffer plain) throws IOException {
    if (plain.remaining() > MAX_BODY_BYTES) {
      throw new IllegalArgumentException("a record of " + plain.remaining() + " bytes is too long");
    }
    int place = Math.toIntExact(size());
    ByteBuffer body = cipher == null ? plain : cipher.seal(plain, place);
    int length = body.remaining();
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
    return new Form(cipher).plain(place, readBody(place));
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

  /**
   * Has what was added written to the disk.
   *
   * @throws IOException also if somebody has taken the file away
   */
  void force() throws IOException {
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

  /** Says how bodies are written: as they are, or encrypted. */
  private record Form(@Nullable FileCipher cipher) {

    /** Returns the form of a file; null for one that does not begin as files of records do. */
    static @Nullable Form of(ByteBuffer bytes, Path path) throws IOException {
      if (bytes.capacity() < FIRST_PLACE || bytes.getLong(0) != MAGIC) {
        return null;
      }
      int version = bytes.getInt(Long.BYTES);
      if (version == SEALED_VERSION && bytes.capacity() >= FIRST_PLACE + FileCipher.HEAD_BYTES) {
        return new Form(FileCipher.of(bytes.duplicate().position(FIRST_PLACE), path));
      }
      return version == VERSION ? new Form(null) : null;
    }

    ByteBuffer plain(int place, ByteBuffer body) throws CorruptFileException {
      return cipher == null || isBlank(body) ? body : cipher.open(body, place);
    }
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

    static Scan of(ByteBuffer bytes, Form form, Visitor visitor) throws IOException {
      int size = bytes.limit();
      int place = firstPlace(form.cipher());
      while (size - place >= HEAD_BYTES) {
        int length = bytes.getInt(place);
        if (length < 0 || length > MAX_BODY_BYTES + FileCipher.OVERHEAD) {
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
        if (!isRead(visitor, place, form.plain(place, body))) {
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
