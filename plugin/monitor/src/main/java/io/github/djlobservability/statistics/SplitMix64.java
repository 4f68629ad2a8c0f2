package io.github.djlobservability.statistics;

/**
 * A small generator of random numbers whose whole state is one number, so that it can be saved.
 *
 * <p>G. L. Steele, D. Lea and C. H. Flood, <i>Fast Splittable Pseudorandom Number Generators</i>,
 * OOPSLA 2014.
 */
public final class SplitMix64 {

  private long state;

  public SplitMix64(long seed) {
    state = seed;
  }

  long nextLong() {
    state += 0x9E3779B97F4A7C15L;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** From 0 to {@code bound - 1}; uneven by at most {@code bound / 2^32}. */
  public int nextInt(int bound) {
    return (int) (((nextLong() >>> 32) * bound) >>> 32);
  }

  public void shuffle(int[] items) {
    for (int i = items.length - 1; i > 0; i--) {
      int other = nextInt(i + 1);
      int item = items[i];
      items[i] = items[other];
      items[other] = item;
    }
  }

  public long state() {
    return state;
  }

  public void restore(long saved) {
    state = saved;
  }
}
