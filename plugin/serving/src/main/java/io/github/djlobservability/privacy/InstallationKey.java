package io.github.djlobservability.privacy;

import io.github.djlobservability.disclosure.KeyedHash;
import io.github.djlobservability.state.PrivateFiles;
import io.github.djlobservability.state.ReplacedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Set;

/**
 * The random key of an installation, in a file of its own that only the server's user may read.
 * Without the file hidden values have other hashes, and a captured reference no longer knows them.
 * Stateless.
 */
final class InstallationKey {
  private static final String FILE = "values.key";

  private InstallationKey() {}

  /** Returns a key that lives as long as the process. */
  static byte[] random(SecureRandom random) {
    byte[] key = new byte[KeyedHash.KEY_BYTES];
    random.nextBytes(key);
    return key;
  }

  /** Returns the key that a folder holds; makes one where there is none. */
  static byte[] in(Path folder, SecureRandom random) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      Path unused = PrivateFiles.createFolders(folder);
      write(file, random(random));
    }
    byte[] key = ReplacedFile.read(file);
    if (key.length != KeyedHash.KEY_BYTES) {
      throw new IOException(file + " holds no key of " + KeyedHash.KEY_BYTES + " bytes");
    }
    return key;
  }

  private static void write(Path file, byte[] key) throws IOException {
    Set<OpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel out = PrivateFiles.open(file, options)) {
      ByteBuffer bytes = ByteBuffer.wrap(ReplacedFile.sealed(file, key));
      while (bytes.hasRemaining()) {
        int unused = out.write(bytes);
      }
    } catch (FileAlreadyExistsException e) {
      // Another server with the same folder was faster; its key is the one.
    }
  }
}
