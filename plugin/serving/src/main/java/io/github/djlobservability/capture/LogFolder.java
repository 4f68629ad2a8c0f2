package io.github.djlobservability.capture;

import io.github.djlobservability.state.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
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
  private static final String SUFFIX = ".jsonl";

  private final Path folder;
  private final long maxBytes;
  private final Duration retention;
  private @Nullable FileChannel file;
  private long begunAt;
  private long bytes;
  private long names;

  LogFolder(Path folder, long maxBytes, Duration retention) {
    this.folder = folder;
    this.maxBytes = maxBytes;
    this.retention = retention;
  }

  /** Writes a line. */
  synchronized void write(String line, long nowMillis) throws IOException {
    byte[] text = (line + "\n").getBytes(StandardCharsets.UTF_8);
    FileChannel open = file;
    boolean full = bytes + text.length > Math.min(FILE_BYTES, Math.max(1, maxBytes / 4));
    if (open == null || full || nowMillis - begunAt >= FILE_TIME.toMillis()) {
      close();
      tidy(nowMillis);
      open = begin(nowMillis);
    }
    ByteBuffer buffer = ByteBuffer.wrap(text);
    while (buffer.hasRemaining()) {
      bytes += open.write(buffer);
    }
  }

  private FileChannel begin(long nowMillis) throws IOException {
    Path unused = PrivateFiles.createFolders(folder);
    Path path = folder.resolve("%013d-%06d%s".formatted(nowMillis, names++, SUFFIX));
    FileChannel begun =
        PrivateFiles.open(path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    file = begun;
    begunAt = nowMillis;
    bytes = begun.size();
    return begun;
  }

  /** Deletes what is too old or too much, the oldest first. */
  synchronized void tidy(long nowMillis) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> oldestFirst;
    try (Stream<Path> files = Files.list(folder)) {
      oldestFirst = files.filter(path -> path.toString().endsWith(SUFFIX)).sorted().toList();
    }
    long total = 0;
    for (Path path : oldestFirst) {
      total += Files.size(path);
    }
    for (Path path : oldestFirst) {
      boolean old = nowMillis - Files.getLastModifiedTime(path).toMillis() > retention.toMillis();
      if (old || total > maxBytes - Math.min(FILE_BYTES, maxBytes / 4)) {
        total -= Files.size(path);
        Files.delete(path);
      }
    }
  }

  /** Ends the file that is written. */
  synchronized void close() throws IOException {
    FileChannel open = file;
    file = null;
    bytes = 0;
    if (open != null) {
      open.close();
    }
  }
}
