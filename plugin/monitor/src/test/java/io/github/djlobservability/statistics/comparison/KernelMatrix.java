package io.github.djlobservability.statistics.comparison;

import java.util.Arrays;

/**
 * The Gaussian kernel between all pairs of different rows, its width the median of their positive
 * distances.
 */
final class KernelMatrix {

  private final int size;

  /** Row i's kernels with the rows before it begin at {@code i (i - 1) / 2}. */
  private final double[] pairs;

  private final double[] rowSums;
  private final double total;

  KernelMatrix(double[][] rows) {
    size = rows.length;
    pairs = squaredDistances(rows);
    double median = medianDistance(pairs);
    // Rows that are all equal have no positive distance; then every kernel is 1.
    double scale = median > 0 ? 1 / (2 * median * median) : 0;
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = Math.exp(-pairs[i] * scale);
    }
    rowSums = rowSums();
    total = Arrays.stream(pairs).sum();
  }

  /**
   * Returns the unbiased squared discrepancy between the rows of these indices and all the others.
   */
  double discrepancy(int[] members) {
    double m = members.length;
    double n = size - m;
    double within = 0;
    double touching = 0;
    for (int i = 0; i < members.length; i++) {
      touching += rowSums[members[i]];
      for (int j = 0; j < i; j++) {
        within += pair(members[i], members[j]);
      }
    }
    // Each pair within was touched from both ends.
    double across = touching - 2 * within;
    double others = total - within - across;
    return 2 * others / (n * (n - 1)) + 2 * within / (m * (m - 1)) - 2 * across / (n * m);
  }

  private double pair(int i, int j) {
    return pairs[start(Math.max(i, j)) + Math.min(i, j)];
  }

  private static int start(int row) {
    return row * (row - 1) / 2;
  }

  private static double[] squaredDistances(double[][] rows) {
    double[] distances = new double[start(rows.length)];
    int next = 0;
    for (int i = 1; i < rows.length; i++) {
      for (int j = 0; j < i; j++) {
        distances[next++] = squaredDistance(rows[i], rows[j]);
      }
    }
    return distances;
  }

  private static double squaredDistance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double gap = a[i] - b[i];
      sum += gap * gap;
    }
    return sum;
  }

  private static double medianDistance(double[] squared) {
    double[] positive = Arrays.stream(squared).filter(square -> square > 0).sorted().toArray();
    int middle = positive.length / 2;
    if (positive.length == 0) {
      return 0;
    }
    double upper = Math.sqrt(positive[middle]);
    return positive.length % 2 == 1 ? upper : (Math.sqrt(positive[middle - 1]) + upper) / 2;
  }

  private double[] rowSums() {
    double[] sums = new double[size];
    int next = 0;
    for (int i = 1; i < size; i++) {
      for (int j = 0; j < i; j++) {
        sums[i] += pairs[next];
        sums[j] += pairs[next++];
      }
    }
    return sums;
  }
}
