package io.github.djlobservability.statistics;

/**
 * Uniform random numbers without a state: the n-th of a seed is a function of both, so nothing has
 * to be saved and a restored monitor goes on with the same numbers. {@link SplitMix64} mixes them.
 */
public final class UniformNoise {

  private UniformNoise() {}

  /** Returns a number in (0, 1), exclusive. */
  public static double at(long seed, long index) {
    return ((SplitMix64.at(seed, index) >>> 12) + 0.5) * 0x1p-52;
  }

  /** Makes a seed for one of several streams. */
  public static long seed(long seed, String name) {
    long hash = seed;
    for (int i = 0; i < name.length(); i++) {
      hash = SplitMix64.mix(hash * 31 + name.charAt(i));
    }
    return hash;
  }
}
