package io.github.djlobservability.state;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps a second server from writing to the same folder, as on a shared volume. */
public final class FolderLock implements Closeable {
  /** The name of the file that is locked, in the folder. */
  public static final String FILE = "lock";

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the folder; it is given back at the end of the process at the latest.
   *
   * @return null if somebody else has it
   * @throws IOException if it can't be taken by anybody
   */
  public static @Nullable FolderLock of(Path folder) throws IOException {
    FileChannel channel =
        PrivateFiles.open(
            folder.resolve(FILE), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    try {
      if (!isTaken(channel)) {
        return new FolderLock(channel);
      }
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return null;
  }

  private static boolean isTaken(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
