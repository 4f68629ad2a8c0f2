package io.github.djlobservability.statistics.comparison;

/**
 * Compares how often each category, or each bin of a number, occurs in two samples. Implementations
 * are immutable and thread-safe.
 *
 * <p>The order of the cells does not matter, and a cell that neither sample has makes no
 * difference. If either sample is empty, the result is {@link Measurement#UNDEFINED}.
 */
public interface CountMeasure {

  /**
   * Compares {@code current} with {@code reference}. Changes neither.
   *
   * @param reference counts, 0 or more, one a category or bin
   * @param current counts of the same cells, in the same order
   * @throws IllegalArgumentException if the lengths differ or a count is negative
   */
  Measurement measure(long[] reference, long[] current);
}
