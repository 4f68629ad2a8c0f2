package io.github.djlobservability.cli;

import io.github.djlobservability.cli.terminal.UsageException;
import io.github.djlobservability.state.FileKeys;
import io.github.djlobservability.state.FolderKeys;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads the keys of encrypted files from the variables of the environment that the server's
 * settings have: 64 hexadecimal digits, or {@code file:PATH}. Files are written as they are.
 */
final class EncryptionKeys {
  static final String KEY = "SERVING_OBSERVABILITY_ENCRYPTION_KEY";
  private static final String OLD_KEYS = "SERVING_OBSERVABILITY_ENCRYPTION_OLD_KEYS";
  private static final String FILE = "file:";

  private EncryptionKeys() {}

  /** Has all files be read with the keys that an environment names. */
  static void use(Map<String, String> environment) throws IOException {
    List<String> keys = new ArrayList<>();
    for (String variable : List.of(KEY, OLD_KEYS)) {
      String value = environment.get(variable);
      if (value != null) {
        for (String key : value.split(",", -1)) {
          keys.add(key(key.trim()));
        }
      }
    }
    if (keys.isEmpty()) {
      return;
    }
    try {
      FileKeys reading = FileKeys.forReading(keys);
      FileSystems.getDefault().getRootDirectories().forEach(root -> FolderKeys.put(root, reading));
    } catch (IllegalArgumentException e) {
      throw new UsageException(KEY + " and " + OLD_KEYS + ": " + e.getMessage());
    }
  }

  private static String key(String value) throws IOException {
    return value.startsWith(FILE)
        ? Files.readString(Path.of(value.substring(FILE.length()))).strip()
        : value;
  }
}
