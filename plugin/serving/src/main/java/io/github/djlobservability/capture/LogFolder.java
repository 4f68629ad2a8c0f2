package io.github.djlobservability.capture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.djlobservability.state.ExpiryClock;
import io.github.djlobservability.state.FileTrouble;
import io.github.djlobservability.state.PrivateFiles;
import io.github.djlobservability.state.SealedLines;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of files with one line an inference. A file is ended at {@value #FILE_BYTES} bytes or
 * after an hour. The oldest go when all are larger than the folder may be, or too old. Only the
 * server's user reads them. Thread-safe.
 */
final class LogFolder {
  static final long FILE_BYTES = 16L << 20;
  private static final Duration FILE_TIME = Duration.ofHours(1);
  private static final long FIRST_PAUSE_MILLIS = 1_000;
  private static final long LONGEST_PAUSE_MILLIS = 30_000;
  private static final String SUFFIX = ".jsonl";

  private final Path folder;
  private final long maxBytes;
  private final Duration retention;
  private final ExpiryClock expiry;
  private @Nullable OpenFile file;
  private long begunAt;
  private long bytes;
  private long lines;
  private long names;
  private @Nullable IOException failure;
  private long failedAt;
  private long pauseMillis;

  LogFolder(Path folder, long maxBytes, Duration retention) {
    this(folder, maxBytes, retention, new ExpiryClock(System::nanoTime));
  }

  /**
   * @param expiry tells the time by which files are too old
   */
  LogFolder(Path folder, long maxBytes, Duration retention, ExpiryClock expiry) {
    this.expiry = expiry;
    this.folder = folder;
    this.maxBytes = maxBytes;
    this.retention = retention;
  }

  /**
   * Writes a line. Where that fails the file is ended: a part of a line can only be the last of a
   * file, and no line is written after one that is missing. Then no line is taken for a while that
   * doubles with each failure, from {@value #FIRST_PAUSE_MILLIS} to {@value #LONGEST_PAUSE_MILLIS}
   * ms: a disk that is full for one line is full for the next.
   */
  synchronized void write(String line, long nowMillis) throws IOException {
    IOException before = failure;
    long since = nowMillis - failedAt;
    if (before != null && since >= 0 && since < pauseMillis) {
      throw new IOException(FileTrouble.sentence(before) + "; tried again soon", before);
    }
    try {
      append(line, nowMillis);
      failure = null;
      pauseMillis = 0;
    } catch (IOException e) {
      failure = e;
      failedAt = nowMillis;
      pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, Math.max(FIRST_PAUSE_MILLIS, 2 * pauseMillis));
      giveUp(e);
      throw e;
    }
  }

  /** Returns why the last line could not be written; null when it could. */
  synchronized @Nullable IOException failure() {
    return failure;
  }

  /** Ends the file that can't be written; one without a whole line is of no use. */
  private void giveUp(IOException e) {
    OpenFile open = file;
    boolean useless = lines == 0;
    try {
      close();
      if (open != null && useless) {
        Files.deleteIfExists(open.path());
      }
    } catch (IOException closing) {
      e.addSuppressed(closing);
    }
  }

  private void append(String line, long nowMillis) throws IOException {
    OpenFile open = file;
    boolean full = bytes + 2L * line.length() > Math.min(FILE_BYTES, Math.max(1, maxBytes / 4));
    if (open == null || full || nowMillis - begunAt >= FILE_TIME.toMillis()) {
      close();
      tidy(nowMillis);
      open = begin(nowMillis);
    }
    put(open.form().seal(line), open);
    lines++;
  }

  private void put(String text, OpenFile to) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(text.getBytes(UTF_8));
    while (buffer.hasRemaining()) {
      bytes += to.channel().write(buffer);
    }
  }

  private OpenFile begin(long nowMillis) throws IOException {
    Path unused = PrivateFiles.createFolders(folder);
    Path path = free(nowMillis);
    SealedLines form = SealedLines.begin(path);
    FileChannel begun =
        PrivateFiles.open(path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    OpenFile open = new OpenFile(path, begun, form);
    file = open;
    begunAt = nowMillis;
    put(form.head(), open);
    return open;
  }

  private Path free(long nowMillis) {
    Path path;
    do {
      path = folder.resolve("%013d-%06d%s".formatted(nowMillis, names++, SUFFIX));
    } while (Files.exists(path));
    return path;
  }

  /** Deletes what is empty, too old or too much, the oldest first. */
  synchronized void tidy(long nowMillis) throws IOException {
    long oldest = expiry.millis(nowMillis) - retention.toMillis();
    List<Path> oldestFirst = oldestFirst();
    long total = 0;
    for (Path path : oldestFirst) {
      total += Files.size(path);
    }
    for (Path path : oldestFirst) {
      long size = Files.size(path);
      boolean old = Files.getLastModifiedTime(path).toMillis() < oldest;
      boolean tooMuch = total > maxBytes - Math.min(FILE_BYTES, maxBytes / 4);
      if (isLeftEmpty(path, size) || old || tooMuch) {
        total -= size;
        Files.delete(path);
      }
    }
  }

  /** A process that ended between the beginning of a file and its first line leaves one. */
  private boolean isLeftEmpty(Path path, long size) {
    return size == 0 && (file == null || !path.equals(file.path()));
  }

  /**
   * Erases lines, from the file that is written, too.
   *
   * @param mayHold false for a text, of as many lines as there are, that has none of them for sure:
   *     most files have none, and a look at the whole of one is quick
   * @return how many
   */
  synchronized int erase(Predicate<String> mayHold, Predicate<String> which) throws IOException {
    close();
    int gone = 0;
    for (Path path : oldestFirst()) {
      gone += erase(path, mayHold, which);
    }
    return gone;
  }

  private static int erase(Path path, Predicate<String> mayHold, Predicate<String> which)
      throws IOException {
    byte[] bytes = Files.readAllBytes(path);
    if (!SealedLines.isSealed(bytes) && !mayHold.test(new String(bytes, ISO_8859_1))) {
      return 0;
    }
    List<String> lines = SealedLines.read(bytes, path);
    List<String> left = lines.stream().filter(which.negate()).toList();
    if (left.size() == lines.size()) {
      return 0;
    }
    FileTime written = Files.getLastModifiedTime(path);
    SealedLines.replace(path, left);
    Files.setLastModifiedTime(path, written);
    return lines.size() - left.size();
  }

  /** Has what was written be on the disk, in a file that {@link #checkThere} finds. */
  synchronized void force() throws IOException {
    OpenFile open = file;
    if (open != null) {
      open.channel().force(false);
      checkThere();
    }
  }

  /**
   * Looks whether the file that is written is where it was.
   *
   * @throws IOException if somebody has taken it away; then the next line begins another
   */
  synchronized void checkThere() throws IOException {
    OpenFile open = file;
    if (open != null && !Files.exists(open.path())) {
      close();
      throw new NoSuchFileException(open.path().toString(), null, "it was taken away");
    }
  }

  /** Returns the files in the order in which they were begun. */
  List<Path> oldestFirst() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(path -> path.toString().endsWith(SUFFIX)).sorted().toList();
    }
  }

  /** Ends the file that is written. */
  synchronized void close() throws IOException {
    OpenFile open = file;
    file = null;
    bytes = 0;
    lines = 0;
    if (open != null) {
      open.channel().close();
    }
  }

  /** A file that is written, and how lines are written to it. */
  private record OpenFile(Path path, FileChannel channel, SealedLines form) {}
}
