package io.github.djlobservability.payload.tensor;

import java.math.BigInteger;

/**
 * Keeps whole numbers apart that doubles would merge. Stateless.
 *
 * <p>Up to 2<sup>53</sup> a whole number is a {@link Double}, as all other numbers are; beyond, it
 * is a {@link BigInteger}.
 */
public final class WholeNumbers {
  private static final long EXACT = 1L << 53;

  private WholeNumbers() {}

  /** Returns a number as a Double where that is exact, else as a BigInteger. */
  public static Number of(long value) {
    return isExact(value) ? (Number) (double) value : (Number) BigInteger.valueOf(value);
  }

  /** Returns whether a double holds a number, and none of its neighbours is taken for it. */
  public static boolean isExact(long value) {
    return value >= -EXACT && value <= EXACT;
  }

  /** Returns a number as a Double where that is exact, else as it is. */
  public static Number of(BigInteger value) {
    return value.bitLength() < Long.SIZE ? of(value.longValue()) : value;
  }
}
