package io.github.djlobservability.statistics;

/**
 * SplitMix64: turns numbers into ones that look random, and is a small generator of random numbers
 * whose whole state is one number, so that it can be saved. The generator is not thread-safe.
 *
 * <p>G. L. Steele, D. Lea and C. H. Flood, <i>Fast Splittable Pseudorandom Number Generators</i>,
 * OOPSLA 2014.
 */
public final class SplitMix64 {

  /** The odd number next to 2^64 over the golden ratio: the step from state to state. */
  public static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  /** Begins a sequence. */
  public SplitMix64(long seed) {
    state = seed;
  }

  /** Mixes the bits of a number; different numbers stay different. */
  public static long mix(long number) {
    long z = number;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /**
   * Returns a number of a seed's sequence without those before it.
   *
   * @param index its place, from 0
   */
  public static long at(long seed, long index) {
    return mix(seed + (index + 1) * GOLDEN);
  }

  long nextLong() {
    state += GOLDEN;
    return mix(state);
  }

  /** From 0 to {@code bound - 1}; uneven by at most {@code bound / 2^32}. */
  public int nextInt(int bound) {
    return (int) (((nextLong() >>> 32) * bound) >>> 32);
  }

  /** Puts items into a random order (R. A. Fisher and F. Yates). */
  public void shuffle(int[] items) {
    for (int i = items.length - 1; i > 0; i--) {
      int other = nextInt(i + 1);
      int item = items[i];
      items[i] = items[other];
      items[other] = item;
    }
  }

  /** Returns the seed of the rest of the sequence. */
  public long state() {
    return state;
  }
}
