package io.github.djlobservability.profile;

/**
 * The distribution of an embedding's elements in the reference, element by element. Immutable and
 * thread-safe.
 *
 * <p>Vectors with a NaN or an infinity are left out.
 */
public final class EmbeddingProfile {

  private final int dimension;
  private final long count;
  private final double[] means;
  private final double[] variances;

  /**
   * Copies the arrays.
   *
   * @param dimension how long the vectors are
   * @param count how many vectors
   * @param means of the first 4,096 elements
   * @param variances of the same elements, as a population (divided by n)
   */
  public EmbeddingProfile(int dimension, long count, double[] means, double[] variances) {
    this.dimension = dimension;
    this.count = count;
    this.means = means.clone();
    this.variances = variances.clone();
  }

  /** Returns how long the vectors are; 0 when none was seen. */
  public int dimension() {
    return dimension;
  }

  /** Returns how many vectors. */
  public long count() {
    return count;
  }

  /** Returns the means of the first 4,096 elements. */
  public double[] means() {
    return means.clone();
  }

  /** Returns the variances of the same elements, as a population (divided by n). */
  public double[] variances() {
    return variances.clone();
  }
}
