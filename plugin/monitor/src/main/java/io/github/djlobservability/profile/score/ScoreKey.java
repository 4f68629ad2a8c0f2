package io.github.djlobservability.profile.score;

/**
 * Says which scores share a cell: those whose distance from 0, or from 1 if that is nearer, begins
 * with the same bits. So cells are narrow where scores say that a class is nearly sure, and those
 * of a probability are those of its complement. Stateless.
 */
final class ScoreKey {

  private static final double HALF = 0.5;
  private static final long HALF_BITS = bits(HALF);

  private ScoreKey() {}

  /**
   * Returns the key of a score's cell, which rises with the score.
   *
   * @param shift how many bits are left out; the cells of a larger one are made of whole ones
   */
  static long of(double score, int shift) {
    return score <= HALF
        ? bits(score) >> shift
        : 2 * (HALF_BITS >> shift) + 1 - (bits(1 - score) >> shift);
  }

  /** Rises with a number, from -2^62 to 2^62. */
  private static long bits(double number) {
    long bits = Double.doubleToLongBits(number);
    return (bits >= 0 ? bits : Long.MIN_VALUE - bits) >> 1;
  }
}
