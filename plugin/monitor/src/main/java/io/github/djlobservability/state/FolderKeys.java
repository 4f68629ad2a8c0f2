package io.github.djlobservability.state;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows which keys the files below a folder have. It is one for the process, as a user's mask is:
 * whoever writes or reads a file needn't know of it. Thread-safe.
 */
public final class FolderKeys {
  private static final Map<Path, FileKeys> KEYS = new ConcurrentHashMap<>();

  private FolderKeys() {}

  /** Has all files below a folder written and read with keys from now on. */
  public static void put(Path folder, FileKeys keys) {
    KEYS.put(folder.toAbsolutePath().normalize(), keys);
  }

  /** Returns the keys of a file: those of the innermost folder that has any. */
  static FileKeys of(Path file) {
    if (KEYS.isEmpty()) {
      return FileKeys.NONE;
    }
    for (Path at = file.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
      FileKeys keys = KEYS.get(at);
      if (keys != null) {
        return keys;
      }
    }
    return FileKeys.NONE;
  }
}
