package io.github.djlobservability.state;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
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
 * the old file or the new one, never a part, and so does a full disk. Where the folder has a key
 * ({@link FolderKeys}) they are encrypted; what was written before as it is can still be read.
 */
public final class ReplacedFile {

  private static final String PARTIAL = ".partial";
  private static final String CORRUPT = ".corrupt";
  private static final String LOCKED = ".locked-";

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
    FileCipher cipher = FileCipher.ofNew(path);
    setAsideIfLocked(path);
    if (cipher == null) {
      writePlain(path, contents);
    } else {
      writePlain(path, out -> seal(contents, SealedFile.to(out, cipher)));
    }
  }

  /** Returns what a file would hold, for whoever must not replace one. */
  public static byte[] sealed(Path path, byte[] contents) throws IOException {
    FileCipher cipher = FileCipher.ofNew(path);
    if (cipher == null) {
      return contents;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    seal(out -> out.write(contents), SealedFile.to(bytes, cipher));
    return bytes.toByteArray();
  }

  private static void seal(Contents contents, SealedFile.Sealing out) throws IOException {
    BufferedOutputStream buffered = new BufferedOutputStream(out);
    contents.write(buffered);
    buffered.flush();
    out.finish();
  }

  /** Writes a file of a form that encrypts its parts by itself, as {@link #write} does. */
  public static void writePlain(Path path, Contents contents) throws IOException {
    write(path, PrivateFiles::open, contents);
  }

  /**
   * Reads a file, decrypted if it is encrypted.
   *
   * @throws LockedFileException if its key isn't there
   */
  public static byte[] read(Path path) throws IOException {
    byte[] bytes = Files.readAllBytes(path);
    if (!SealedFile.is(bytes)) {
      return bytes;
    }
    try {
      return SealedFile.open(bytes, path);
    } catch (CorruptFileException e) {
      throw new CorruptFileException(path + ": " + e.getMessage(), e);
    }
  }

  /** Opens a file to be read from its beginning, decrypted if it is encrypted. */
  public static InputStream open(Path path) throws IOException {
    return isSealed(path) ? new ByteArrayInputStream(read(path)) : Files.newInputStream(path);
  }

  private static boolean isSealed(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return SealedFile.is(in.readNBytes(Long.BYTES + FileCipher.HEAD_BYTES));
    }
  }

  /** Keeps what nobody here can read: it is not lost to somebody who has the key. */
  private static void setAsideIfLocked(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      return;
    }
    byte[] head;
    try (InputStream in = Files.newInputStream(path)) {
      head = in.readNBytes(Long.BYTES + FileCipher.HEAD_BYTES);
    }
    if (SealedFile.is(head)) {
      try {
        FileCipher unused = FileCipher.of(ByteBuffer.wrap(head).position(Long.BYTES), path);
      } catch (LockedFileException e) {
        String key = FileKeys.name(ByteBuffer.wrap(head).getLong(Long.BYTES));
        Files.move(path, sibling(path, LOCKED + key), StandardCopyOption.REPLACE_EXISTING);
      }
    }
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
