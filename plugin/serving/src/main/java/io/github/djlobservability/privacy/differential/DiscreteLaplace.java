package io.github.djlobservability.privacy.differential;

import java.util.random.RandomGenerator;

/**
 * Draws whole numbers {@code x} with a probability that is proportional to {@code exp(-epsilon
 * |x|)}. The draw is exact: it takes whole random numbers and compares them, so no rounding of
 * floating point tells anything of what the noise hides. Thread-safe if its random numbers are.
 *
 * <p>C. Canonne, G. Kamath and T. Steinke, <i>The Discrete Gaussian for Differential Privacy</i>,
 * NeurIPS 2020, algorithms 1 and 2; what floating point would tell: I. Mironov, <i>On Significance
 * of the Least Significant Bits for Differential Privacy</i>, CCS 2012.
 */
final class DiscreteLaplace {
  /** Epsilon is rounded down to a multiple of 2 to the power of -40. */
  private static final long ONE = 1L << 40;

  private final RandomGenerator random;

  /**
   * @param random that nobody can foresee
   */
  DiscreteLaplace(RandomGenerator random) {
    this.random = random;
  }

  /**
   * Draws a number.
   *
   * @param epsilon from 2 to the power of -40 on
   */
  long draw(double epsilon) {
    long steps = (long) Math.floor(epsilon * ONE);
    if (steps < 1) {
      throw new IllegalArgumentException("epsilon is too small: " + epsilon);
    }
    while (true) {
      long rest = random.nextLong(ONE);
      if (!isHeadOfExp(rest, ONE)) {
        continue;
      }
      long whole = 0;
      while (isHeadOfExp(1, 1)) {
        whole++;
      }
      long size = (rest + ONE * whole) / steps;
      boolean negative = random.nextLong(2) == 1;
      // Zero would come twice as often as it should.
      if (!negative || size > 0) {
        return negative ? -size : size;
      }
    }
  }

  /** Returns true with the probability {@code exp(-part / whole)}, for a part of 0 to 1. */
  private boolean isHeadOfExp(long part, long whole) {
    long rounds = 1;
    while (random.nextLong(whole * rounds) < part) {
      rounds++;
    }
    return rounds % 2 == 1;
  }
}
