package io.github.djlobservability.statistics;

/**
 * Uniform random numbers without a state: the n-th of a seed is a function of both, so nothing has
 * to be saved and a restored monitor goes on with the same numbers.
 *
 * <p>The output function is that of G. L. Steele, D. Lea and C. H. Flood, <i>Fast Splittable
 * Pseudorandom Number Generators</i>, OOPSLA 2014.
 */
public final class UniformNoise {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private UniformNoise() {}

  /** In (0, 1), exclusive. */
  public static double at(long seed, long index) {
    return ((mix(seed + (index + 1) * GOLDEN) >>> 12) + 0.5) * 0x1p-52;
  }

  /** A seed for one of several streams. */
  public static long seed(long seed, String name) {
    long hash = seed;
    for (int i = 0; i < name.length(); i++) {
      hash = mix(hash * 31 + name.charAt(i));
    }
    return hash;
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
