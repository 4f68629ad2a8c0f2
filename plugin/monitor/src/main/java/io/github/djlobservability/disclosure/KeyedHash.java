package io.github.djlobservability.disclosure;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * Turns texts into 64 bits with a secret key, so that equal texts stay equal and nobody without the
 * key can try out which text a hash is of: SipHash-2-4 (Aumasson and Bernstein, "SipHash: a fast
 * short-input PRF", 2012) of the text's UTF-16 code units, low byte first. Immutable and
 * thread-safe.
 */
public final class KeyedHash {
  /** How many bytes a key has. */
  public static final int KEY_BYTES = 16;

  private static final int UNITS_A_WORD = 4;

  private final long k0;
  private final long k1;

  /**
   * @param key of {@value #KEY_BYTES} bytes
   */
  public KeyedHash(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("a key has 16 bytes, got " + key.length);
    }
    ByteBuffer words = ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN);
    k0 = words.getLong();
    k1 = words.getLong();
  }

  /**
   * Returns what tells this key from others and says nothing else of it: 16 hexadecimal digits, the
   * same for the same key.
   */
  public String id() {
    return HexFormat.of().toHexDigits(of("the id of this key"));
  }

  /** Returns the hash of a text. */
  public long of(CharSequence text) {
    State state = new State(k0, k1);
    int length = text.length();
    int whole = length - length % UNITS_A_WORD;
    for (int i = 0; i < whole; i += UNITS_A_WORD) {
      state.take(word(text, i, UNITS_A_WORD));
    }
    state.take(word(text, whole, length - whole) | (2L * length) << 56);
    return state.end();
  }

  private static long word(CharSequence text, int from, int count) {
    long word = 0;
    for (int i = 0; i < count; i++) {
      word |= (long) text.charAt(from + i) << (Character.SIZE * i);
    }
    return word;
  }

  /** The four words of the algorithm. */
  private static final class State {
    private long v0;
    private long v1;
    private long v2;
    private long v3;

    State(long k0, long k1) {
      v0 = k0 ^ 0x736f6d6570736575L;
      v1 = k1 ^ 0x646f72616e646f6dL;
      v2 = k0 ^ 0x6c7967656e657261L;
      v3 = k1 ^ 0x7465646279746573L;
    }

    void take(long word) {
      v3 ^= word;
      round();
      round();
      v0 ^= word;
    }

    long end() {
      v2 ^= 0xff;
      for (int i = 0; i < 4; i++) {
        round();
      }
      return v0 ^ v1 ^ v2 ^ v3;
    }

    private void round() {
      v0 += v1;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v0 = Long.rotateLeft(v0, 32);
      v2 += v3;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 += v3;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v2 += v1;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v2 = Long.rotateLeft(v2, 32);
    }
  }
}
