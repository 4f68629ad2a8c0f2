package io.github.djlobservability.config;

import io.github.djlobservability.access.Network;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the settings of who may do what. Stateless. */
final class AccessReading {
  private static final int MIN_TOKEN = 16;
  private static final int MAX_TOKEN = 512;
  private static final int DELETE = 127;

  private AccessReading() {}

  /** Returns a token, read from a file where the value names one; null if it can't be one. */
  static @Nullable String token(String value) {
    String token = SecretReading.secret(value, MAX_TOKEN);
    return token == null || token.length() < MIN_TOKEN || token.length() > MAX_TOKEN
        ? null
        : sendable(token);
  }

  /** With other characters, as of a file with two tokens, no client could ever send it. */
  private static @Nullable String sendable(String token) {
    return token.chars().allMatch(c -> c > ' ' && c < DELETE) ? token : null;
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
