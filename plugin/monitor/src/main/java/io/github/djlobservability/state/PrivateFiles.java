package io.github.djlobservability.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Makes files and folders that only the user of this process may look into, where the file system
 * knows users (POSIX): they hold values of requests.
 */
public final class PrivateFiles {
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  private PrivateFiles() {}

  /**
   * Makes a folder with those above it, if it isn't there. One of ours that is open to others is
   * closed to them; those above it are left as they are.
   *
   * @throws FileSystemException which says that and why it can't be made
   */
  public static Path createFolders(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return made(folder);
    }
    if (hasUsers(folder) && !Files.getPosixFilePermissions(folder).equals(FOLDER)) {
      Files.setPosixFilePermissions(folder, FOLDER);
    }
    return folder;
  }

  private static Path made(Path folder) throws IOException {
    try {
      return Files.createDirectories(folder, attributes(folder, FOLDER));
    } catch (FileSystemException e) {
      String why = "the folder can't be made: " + FileTrouble.why(e);
      FileSystemException told = new FileSystemException(folder.toString(), null, why);
      told.initCause(e);
      throw told;
    }
  }

  /** Opens a file, which is closed to others if it is made. */
  public static FileChannel open(Path file, Set<OpenOption> options) throws IOException {
    return FileChannel.open(file, options, attributes(file, FILE));
  }

  private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> permissions) {
    return hasUsers(path)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  private static boolean hasUsers(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
