package io.github.djlobservability.payload.audio;

import java.util.BitSet;

/**
 * Counts the different values of samples, in steps of 16 bits: sound that went through a coding of
 * 8 bits, such as u-law, has at most 256 of them, whatever it is written in afterwards. Stateless.
 */
final class Resolution {
  private static final int STEPS = 1 << 16;

  private Resolution() {}

  /** Returns the logarithm to base 2 of how many there are. */
  static double bits(float[] samples) {
    BitSet seen = new BitSet(STEPS);
    for (float sample : samples) {
      seen.set(Math.max(0, Math.min(STEPS - 1, Math.round((sample + 1) * (STEPS / 2)))));
    }
    return Math.log(seen.cardinality()) / Math.log(2);
  }
}
