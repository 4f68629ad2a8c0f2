package io.github.djlobservability.state;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Writes files as a whole: beside the old one, to the disk, then in its place. So a crash leaves
 * the old file or the new one, never a part, and so does a full disk.
 */
public final class ReplacedFile {

  private static final String PARTIAL = ".partial";
  private static final String CORRUPT = ".corrupt";

  private static final Set<OpenOption> ANEW =
      Set.of(
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE);

  private ReplacedFile() {}

  private interface Opener {
    FileChannel open(Path path, Set<OpenOption> options) throws IOException;
  }

  /** Writes the contents of a file. */
  @FunctionalInterface
  public interface Contents {
    /** Writes all of it; the stream is buffered, and closed by the caller. */
    void write(OutputStream out) throws IOException;
  }

  /**
   * Writes a file that only this user may read, in place of what was there.
   *
   * @param path in a folder that exists; the name with {@code .partial} added is used meanwhile
   * @throws IOException if it cannot be written; what was there stays
   */
  public static void write(Path path, Contents contents) throws IOException {
    write(path, PrivateFiles::open, contents);
  }

  /** Writes a file that others may read too, as the user's mask has it. */
  public static void writeShared(Path path, Contents contents) throws IOException {
    write(path, FileChannel::open, contents);
  }

  private static void write(Path path, Opener opener, Contents contents) throws IOException {
    Path partial = sibling(path, PARTIAL);
    try {
      try (FileChannel channel = opener.open(partial, ANEW);
          OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel))) {
        contents.write(out);
        out.flush();
        channel.force(true);
      }
      move(partial, path);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /**
   * Puts a file that cannot be used out of the way, under the same name with {@code .corrupt}
   * added, where somebody can look at it; the one put there before goes.
   *
   * @return where it is now
   */
  public static Path setAside(Path path) throws IOException {
    return Files.move(path, sibling(path, CORRUPT), StandardCopyOption.REPLACE_EXISTING);
  }

  private static Path sibling(Path path, String suffix) {
    return path.resolveSibling(path.getFileName() + suffix);
  }
}
