package io.github.djlobservability.statistics;

/**
 * Compares two samples of a number that were counted into the same {@link Bins}. Implementations
 * are immutable and thread-safe.
 *
 * <p>If either sample is empty, the answer is {@link Measurement#UNDEFINED}.
 */
public interface BinnedMeasure {

  /**
   * Compares {@code current} with {@code reference}. Changes neither.
   *
   * @param reference counts, 0 or more, one a bin
   * @param current counts of the same bins, in the same order
   * @throws IllegalArgumentException if the lengths differ or a count is negative
   */
  Measurement measure(long[] reference, long[] current);
}
