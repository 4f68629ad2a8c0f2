package io.github.djlobservability.capture;

import io.github.djlobservability.audit.AuditHead;
import io.github.djlobservability.state.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Keeps, for the next process, how many requests have no record and whether the log was closed. The
 * file is made at the start and written in place from then on: most file systems take that on a
 * full disk, too. Where it can't be written it says that the log was not closed, which is true.
 *
 * <p>Not thread-safe.
 */
final class MissedCount {
  private static final int BYTES = 2 * Long.BYTES + 1;

  private final Path folder;
  private final Path file;
  private Left written = Left.NOTHING;

  /**
   * @param folder where it is kept; it need not exist
   */
  MissedCount(Path folder) {
    this.folder = folder;
    file = folder.resolve("missed.count");
  }

  /**
   * Tells what a process before this one has left.
   *
   * @param requests that have no record, as far as is known
   * @param closed whether that is all
   */
  record Left(long requests, boolean closed, long after) {
    /** There was no process before. */
    static final Left NOTHING = new Left(0, true, 0);
  }

  /**
   * Returns what is left.
   *
   * @param head of the chain; the next record has told what was counted before an earlier one
   */
  Left read(AuditHead head) throws IOException {
    if (!Files.exists(file)) {
      return head.equals(AuditHead.START) ? Left.NOTHING : new Left(0, false, head.number());
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    if (bytes.remaining() < BYTES) {
      return new Left(0, false, head.number());
    }
    long requests = bytes.getLong();
    boolean current = bytes.getLong() == head.number();
    return new Left(
        current ? Math.max(0, requests) : 0, current && bytes.get() == 1, head.number());
  }

  /** Writes down how many requests behind a record have none, unless that is there already. */
  void write(long requests, AuditHead head, boolean closed) throws IOException {
    Left now = new Left(requests, closed, requests == 0 && !closed ? 0 : head.number());
    if (now.equals(written)) {
      return;
    }
    PrivateFiles.createFolders(folder);
    Set<OpenOption> options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    bytes.putLong(requests).putLong(head.number()).put((byte) (closed ? 1 : 0)).flip();
    try (FileChannel out = PrivateFiles.open(file, options)) {
      while (bytes.hasRemaining()) {
        int unused = out.write(bytes);
      }
    }
    written = now;
  }
}
