package io.github.djlobservability.access;

import io.github.djlobservability.state.Sha256;
import io.github.djlobservability.worker.BoundedMap;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers browsers that signed in. A session ends after {@link #LIFETIME}, at sign-out, or when
 * {@value #MAX_SESSIONS} newer ones came. Holds the digests of session ids, about 200 bytes a
 * session. Thread-safe.
 */
final class Sessions {
  static final Duration LIFETIME = Duration.ofHours(12);
  static final int MAX_SESSIONS = 1_000;
  private static final int ID_BYTES = 32;

  private final SecureRandom random;
  private final LongSupplier nanoTime;
  private final Map<String, Session> sessions = BoundedMap.forgetsFirst(MAX_SESSIONS);

  /** A browser that signed in. */
  private record Session(Right right, long startedAt) {}

  Sessions(SecureRandom random, LongSupplier nanoTime) {
    this.random = random;
    this.nanoTime = nanoTime;
  }

  /** Starts a session and returns its id: 64 hexadecimal digits. */
  synchronized String start(Right right) {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    String text = HexFormat.of().formatHex(id);
    sessions.put(key(text), new Session(right, nanoTime.getAsLong()));
    return text;
  }

  /** Returns the right of a session; null for one that is unknown or over. */
  synchronized @Nullable Right rightOf(String id) {
    String key = key(id);
    Session session = sessions.get(key);
    if (session == null) {
      return null;
    }
    if (nanoTime.getAsLong() - session.startedAt() > LIFETIME.toNanos()) {
      sessions.remove(key);
      return null;
    }
    return session.right();
  }

  /** Ends a session. */
  synchronized void end(String id) {
    sessions.remove(key(id));
  }

  private static String key(String id) {
    return Sha256.hex(id);
  }
}
