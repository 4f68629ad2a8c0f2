package io.github.djlobservability.statistics;

/**
 * Compares how often each category occurs in two samples. Implementations are immutable and
 * thread-safe.
 *
 * <p>The order of the categories does not matter, and a category that neither sample has makes no
 * difference. If either sample is empty, the answer is {@link Measurement#UNDEFINED}.
 */
public interface CategoricalMeasure {

  /**
   * Compares {@code current} with {@code reference}. Changes neither.
   *
   * @param reference counts, 0 or more, one a category
   * @param current counts of the same categories, in the same order
   * @throws IllegalArgumentException if the lengths differ or a count is negative
   */
  Measurement measure(long[] reference, long[] current);
}
