package io.github.djlobservability.access;

import io.github.djlobservability.state.Sha256;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Recognises tokens. Keeps their SHA-256 digests, which are compared in constant time, so that the
 * time of a refusal tells nothing of a token. Immutable.
 */
final class Tokens {
  private final Map<Right, byte[]> digests = new EnumMap<>(Right.class);

  Tokens(Map<Right, String> tokens) {
    tokens.forEach((right, token) -> digests.put(right, Sha256.of(token)));
  }

  /** Returns whether any right that includes the given one has a token. */
  boolean exist(Right right) {
    return digests.keySet().stream().anyMatch(held -> held.includes(right));
  }

  /** Returns the strongest right of a token; null for one that is unknown. */
  @Nullable Right rightOf(String token) {
    byte[] given = Sha256.of(token);
    Right found = null;
    for (Map.Entry<Right, byte[]> known : digests.entrySet()) {
      // Every token is compared, so that which one fitted can't be told from the time either.
      if (MessageDigest.isEqual(known.getValue(), given)) {
        found = known.getKey();
      }
    }
    return found;
  }
}
