package io.github.djlobservability.config;

import io.github.djlobservability.access.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the settings of who may do what. Stateless. */
final class AccessReading {
  private static final String FILE = "file:";
  private static final int MIN_TOKEN = 16;
  private static final int MAX_TOKEN = 512;

  private AccessReading() {}

  /** Returns a token, read from a file where the value names one; null for one that is no good. */
  static @Nullable String token(String value) {
    String token = value.startsWith(FILE) ? ofFile(value.substring(FILE.length())) : value;
    return token == null || token.length() < MIN_TOKEN || token.length() > MAX_TOKEN ? null : token;
  }

  private static @Nullable String ofFile(String file) {
    try {
      Path path = Path.of(file);
      // A secret that a platform mounts often ends with a line break.
      return Files.size(path) > MAX_TOKEN + 2 ? null : Files.readString(path).strip();
    } catch (IOException | InvalidPathException e) {
      return null;
    }
  }

  /** Returns networks; null if one of them is none. */
  static @Nullable List<Network> networks(String value) {
    List<Network> networks = new ArrayList<>();
    for (String text : value.split(",", -1)) {
      Network network = Network.parse(text.trim());
      if (network == null) {
        return null;
      }
      networks.add(network);
    }
    return networks;
  }
}
