package io.github.djlobservability.privacy.differential;

import io.github.djlobservability.disclosure.KeyedHash;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Remembers the subjects of a period by hashes of 64 bits, with a key of its own that nobody writes
 * down. Not thread-safe. Memory: 1 MB from the first subject on.
 */
final class SeenSubjects {
  static final int MOST = 100_000;
  static final long BYTES = 1L << 20;
  private static final int SLOTS = (int) (BYTES / Long.BYTES);

  private final KeyedHash hash;
  private long[] slots = new long[0];
  private int count;

  SeenSubjects(SecureRandom random) {
    byte[] key = new byte[KeyedHash.KEY_BYTES];
    random.nextBytes(key);
    hash = new KeyedHash(key);
  }

  /** Returns whether a subject comes for the first time, and there is room to remember it. */
  boolean isFirst(String subject) {
    if (slots.length == 0) {
      slots = new long[SLOTS];
    }
    // An empty slot holds 0.
    long wanted = hash.of(subject) | 1;
    int at = (int) (wanted >>> 1) & (SLOTS - 1);
    while (slots[at] != 0 && slots[at] != wanted) {
      at = (at + 1) & (SLOTS - 1);
    }
    if (slots[at] == wanted || count >= MOST) {
      return false;
    }
    slots[at] = wanted;
    count++;
    return true;
  }

  /** Forgets all. */
  void clear() {
    Arrays.fill(slots, 0);
    count = 0;
  }
}
