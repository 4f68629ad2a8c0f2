package io.github.djlobservability.profile.build;

import io.github.djlobservability.profile.EmbeddingProfile;

/** Gathers an embedding. Not thread-safe. */
public final class EmbeddingAccumulator {

  /** Longer vectors are followed element by element only to this length. */
  public static final int MAX_DIMENSIONS = 4096;

  private int dimension;
  private long count;
  private double[] means = {};
  private double[] squares = {};

  /** Returns how long the vectors are; 0 before the first. */
  int dimension() {
    return dimension;
  }

  /** Returns whether a vector is as long as the first one was. */
  boolean accepts(float[] vector) {
    return dimension == 0 ? vector.length > 0 : vector.length == dimension;
  }

  void add(float[] vector) {
    begin(vector.length);
    if (!isFinite(vector)) {
      return;
    }
    count++;
    for (int i = 0; i < means.length; i++) {
      double before = vector[i] - means[i];
      means[i] += before / count;
      squares[i] += before * (vector[i] - means[i]);
    }
  }

  /**
   * Takes in all of another.
   *
   * @throws IllegalArgumentException if its vectors are of another length
   */
  void merge(EmbeddingProfile other) {
    if (other.dimension() == 0) {
      return;
    }
    begin(other.dimension());
    if (other.dimension() != dimension) {
      throw new IllegalArgumentException(
          "embeddings of " + dimension + " and " + other.dimension() + " elements do not merge");
    }
    double[] otherMeans = other.means();
    double[] otherVariances = other.variances();
    long total = count + other.count();
    for (int i = 0; i < means.length && total > 0; i++) {
      double gap = otherMeans[i] - means[i];
      double share = (double) other.count() / total;
      squares[i] += otherVariances[i] * other.count() + gap * gap * count * share;
      means[i] += gap * share;
    }
    count = total;
  }

  EmbeddingProfile freeze() {
    double[] variances = new double[squares.length];
    for (int i = 0; i < squares.length; i++) {
      variances[i] = count == 0 ? 0 : squares[i] / count;
    }
    return new EmbeddingProfile(dimension, count, means.clone(), variances);
  }

  private void begin(int length) {
    if (dimension == 0) {
      dimension = length;
      means = new double[Math.min(length, MAX_DIMENSIONS)];
      squares = new double[means.length];
    }
  }

  private static boolean isFinite(float[] vector) {
    for (float element : vector) {
      if (!Float.isFinite(element)) {
        return false;
      }
    }
    return true;
  }
}
