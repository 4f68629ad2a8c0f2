package io.github.djlobservability.label;

import io.github.djlobservability.statistics.SplitMix64;

/**
 * Turns ids into 64 bits. The seed differs from process to process, so that nobody can choose ids
 * that collide; hashes are therefore not written down. Thread-safe.
 */
public final class IdHash {
  private static final long FACTOR = SplitMix64.GOLDEN;
  private static final long ROW_FACTOR = 0xD6E8FEB86659FD93L;

  private final long seed;

  /** Begins with a seed, which nobody is to know. */
  public IdHash(long seed) {
    this.seed = seed;
  }

  /**
   * Returns the hash of an id.
   *
   * @param row {@link Label#NO_ROW} for an id without a row
   */
  public long of(String id, int row) {
    long hash = folded(seed + FACTOR * (id.length() + 1L) + ROW_FACTOR * (row + 2L), ROW_FACTOR);
    int i = 0;
    for (; i + 4 <= id.length(); i += 4) {
      hash = folded(hash ^ word(id, i, 4), FACTOR);
    }
    hash = folded(hash ^ word(id, i, id.length() - i), FACTOR ^ seed);
    return folded(hash + ROW_FACTOR, FACTOR);
  }

  private static long word(String id, int from, int count) {
    long word = 0;
    for (int i = 0; i < count; i++) {
      word = word << Character.SIZE | id.charAt(from + i);
    }
    return word;
  }

  /** Both halves of the product of 128 bits, in one. */
  private static long folded(long a, long b) {
    return a * b ^ Math.multiplyHigh(a, b) ^ Long.rotateLeft(a, 29);
  }
}
