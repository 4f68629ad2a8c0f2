package io.github.djlobservability.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix: Householder reflections to a tridiagonal one,
 * then the implicit QR algorithm with Wilkinson's shift. Memory: two copies of the matrix. Time:
 * about 6 n^3 operations.
 *
 * <p>G. H. Golub and C. F. Van Loan, <i>Matrix Computations</i>, sections 8.3.1 to 8.3.3.
 */
final class SymmetricEigen {

  private static final double EPSILON = Math.ulp(1.0);

  private final int size;

  /** The matrix, reflected in place. */
  private final double[][] matrix;

  /** The transformation so far, transposed: row i becomes the vector of value i. */
  private final double[][] vectors;

  private final double[] diagonal;
  private final double[] offDiagonal;
  private int[] order = {};

  private SymmetricEigen(double[][] symmetric) {
    size = symmetric.length;
    matrix = new double[size][];
    vectors = new double[size][size];
    diagonal = new double[size];
    offDiagonal = new double[size];
    for (int i = 0; i < size; i++) {
      matrix[i] = symmetric[i].clone();
      vectors[i][i] = 1;
    }
  }

  /** Decomposes a symmetric matrix, which stays as it is. */
  static SymmetricEigen of(double[][] symmetric) {
    SymmetricEigen eigen = new SymmetricEigen(symmetric);
    eigen.tridiagonalise();
    eigen.diagonalise();
    eigen.order =
        IntStream.range(0, eigen.size)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -eigen.diagonal[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    return eigen;
  }

  int size() {
    return size;
  }

  /** Returns the eigenvalue of this rank; rank 0 has the largest. */
  double value(int rank) {
    return diagonal[order[rank]];
  }

  /** Returns the eigenvector of this rank, of length 1. */
  double[] vector(int rank) {
    return vectors[order[rank]];
  }

  private void tridiagonalise() {
    for (int k = 0; k < size - 2; k++) {
      reflect(k);
    }
    for (int i = 0; i < size; i++) {
      diagonal[i] = matrix[i][i];
      offDiagonal[i] = i + 1 < size ? matrix[i + 1][i] : 0;
    }
  }

  /** Brings column k below its first off-diagonal entry to zero, by a reflection on both sides. */
  private void reflect(int k) {
    double[] v = new double[size];
    double squares = 0;
    for (int i = k + 1; i < size; i++) {
      v[i] = matrix[i][k];
      squares += v[i] * v[i];
    }
    double head = v[k + 1];
    if (squares - head * head == 0) {
      return;
    }
    double image = head > 0 ? -Math.sqrt(squares) : Math.sqrt(squares);
    v[k + 1] = head - image;
    double beta = 1 / (squares - head * image);
    reflectMatrix(k, v, beta);
    reflectVectors(k, v, beta);
  }

  private void reflectMatrix(int k, double[] v, double beta) {
    double[] w = new double[size];
    double along = 0;
    for (int i = k; i < size; i++) {
      w[i] = beta * dot(matrix[i], v, k + 1);
      along += w[i] * v[i];
    }
    for (int i = k; i < size; i++) {
      w[i] -= beta / 2 * along * v[i];
    }
    for (int i = k; i < size; i++) {
      double[] row = matrix[i];
      for (int j = k; j < size; j++) {
        row[j] -= v[i] * w[j] + w[i] * v[j];
      }
    }
  }

  private void reflectVectors(int k, double[] v, double beta) {
    double[] along = new double[size];
    for (int i = k + 1; i < size; i++) {
      addScaled(along, vectors[i], v[i]);
    }
    for (int i = k + 1; i < size; i++) {
      addScaled(vectors[i], along, -beta * v[i]);
    }
  }

  private void diagonalise() {
    int high = size - 1;
    while (high > 0) {
      if (isNegligible(high - 1)) {
        offDiagonal[high - 1] = 0;
        high--;
        continue;
      }
      int low = high - 1;
      while (low > 0 && !isNegligible(low - 1)) {
        low--;
      }
      sweep(low, high);
    }
  }

  private boolean isNegligible(int i) {
    double scale = Math.abs(diagonal[i]) + Math.abs(diagonal[i + 1]);
    return Math.abs(offDiagonal[i]) <= EPSILON * scale;
  }

  /** One implicit QR step on the block from low to high. */
  private void sweep(int low, int high) {
    double x = diagonal[low] - shift(high);
    double z = offDiagonal[low];
    for (int k = low; k < high; k++) {
      double radius = Math.hypot(x, z);
      double cos = radius > 0 ? x / radius : 1;
      double sin = radius > 0 ? z / radius : 0;
      if (k > low) {
        offDiagonal[k - 1] = radius;
      }
      rotateBlock(k, cos, sin);
      rotateVectors(k, cos, sin);
      if (k + 1 < high) {
        x = offDiagonal[k];
        z = sin * offDiagonal[k + 1];
        offDiagonal[k + 1] *= cos;
      }
    }
  }

  private double shift(int high) {
    double off = offDiagonal[high - 1];
    double half = (diagonal[high - 1] - diagonal[high]) / 2;
    double root = Math.hypot(half, off);
    return diagonal[high] - off * off / (half >= 0 ? half + root : half - root);
  }

  private void rotateBlock(int k, double cos, double sin) {
    double a = diagonal[k];
    double b = offDiagonal[k];
    double c = diagonal[k + 1];
    diagonal[k] = cos * cos * a + 2 * cos * sin * b + sin * sin * c;
    diagonal[k + 1] = sin * sin * a - 2 * cos * sin * b + cos * cos * c;
    offDiagonal[k] = cos * sin * (c - a) + (cos * cos - sin * sin) * b;
  }

  private void rotateVectors(int k, double cos, double sin) {
    double[] first = vectors[k];
    double[] second = vectors[k + 1];
    for (int j = 0; j < size; j++) {
      double value = first[j];
      first[j] = cos * value + sin * second[j];
      second[j] = cos * second[j] - sin * value;
    }
  }

  private static double dot(double[] a, double[] b, int from) {
    double sum = 0;
    for (int i = from; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void addScaled(double[] sum, double[] row, double scale) {
    for (int i = 0; i < row.length; i++) {
      sum[i] += scale * row[i];
    }
  }
}
