package io.github.djlobservability.monitoring.past;

import io.github.djlobservability.state.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts the items that the state which is kept lacks, in a file of eight bytes that is there only
 * while there are such: a process that ends without saving leaves it behind. It outlives the
 * process, not the machine.
 *
 * <p>Not thread-safe.
 */
final class UnsavedItems {
  private final Path folder;
  private final Path file;
  private long items;
  private long written;

  /**
   * Counts them in a file.
   *
   * @param folder where it is kept; it need not exist
   */
  UnsavedItems(Path folder) {
    this.folder = folder;
    file = folder.resolve("unsaved.count");
  }

  /** Returns how many a process before this one left unsaved; null where it ended as it should. */
  @Nullable Long left() throws IOException {
    if (!Files.exists(file)) {
      return null;
    }
    byte[] bytes = Files.readAllBytes(file);
    return bytes.length < Long.BYTES ? 0 : Math.max(0, ByteBuffer.wrap(bytes).getLong());
  }

  /** Takes note of an item. */
  void add() {
    items++;
  }

  /** Writes down how many there are, once a second or so. */
  void tick() throws IOException {
    if (items == written) {
      return;
    }
    PrivateFiles.createFolders(folder);
    Set<OpenOption> options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try (FileChannel out = PrivateFiles.open(file, options)) {
      out.write(ByteBuffer.allocate(Long.BYTES).putLong(0, items));
    }
    written = items;
  }

  /** The state that is kept has them now. */
  void saved() throws IOException {
    items = 0;
    written = 0;
    Files.deleteIfExists(file);
  }
}
