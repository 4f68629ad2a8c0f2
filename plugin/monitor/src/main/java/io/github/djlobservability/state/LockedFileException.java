package io.github.djlobservability.state;

import java.io.IOException;
import java.nio.file.Path;

/** Tells that a file is encrypted with a key that isn't there. The file stays as it is. */
public final class LockedFileException extends IOException {
  private static final long serialVersionUID = 1;

  LockedFileException(Path file, long key) {
    super(
        file
            + " is encrypted with the key "
            + FileKeys.name(key)
            + ", which is neither observability.encryption.key nor among"
            + " observability.encryption.old-keys");
  }
}
