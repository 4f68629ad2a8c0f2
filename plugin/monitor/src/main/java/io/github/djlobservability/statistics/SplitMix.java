package io.github.djlobservability.statistics;

/**
 * Turns a number into one that looks random: the output function of SplitMix64 (G. L. Steele, D.
 * Lea and C. H. Flood, <i>Fast Splittable Pseudorandom Number Generators</i>, OOPSLA 2014).
 */
public final class SplitMix {

  private SplitMix() {}

  public static long mix(long state) {
    long z = state;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
