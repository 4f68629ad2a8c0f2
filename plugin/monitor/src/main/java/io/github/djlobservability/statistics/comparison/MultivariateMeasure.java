package io.github.djlobservability.statistics.comparison;

/**
 * Compares two samples of rows: embeddings, or all numeric features of an item. Implementations are
 * immutable and thread-safe.
 *
 * <p>Rows with a value that is not {@linkplain Magnitude#isMeasurable measurable} are left out.
 * Each class says which samples are too small; the result is then {@link Measurement#UNDEFINED}.
 */
public interface MultivariateMeasure {

  /** The seed of all that measures draw, such as the folds of a classifier. */
  long SEED = 42;

  /**
   * Compares {@code current} with {@code reference}. Changes neither.
   *
   * @param reference rows, all of one length
   * @param current rows of the same length
   * @throws IllegalArgumentException if the rows are not all of one length
   */
  Measurement measure(double[][] reference, double[][] current);
}
