package io.github.djlobservability.statistics.comparison;

import io.github.djlobservability.statistics.SortedSample;
import java.util.Arrays;

/**
 * Intervals that cover all numbers: {@code (-inf, e_1), [e_1, e_2), ..., [e_k, +inf)}. Immutable.
 *
 * <p>The inner edges rise strictly. Infinities fall into the outer bins; NaN is left out.
 */
final class Bins {

  private final double[] innerEdges;

  private Bins(double[] innerEdges) {
    this.innerEdges = innerEdges;
  }

  /**
   * Bins at the given inner edges.
   *
   * @param innerEdges finite and strictly rising; none makes a single bin
   */
  static Bins at(double... innerEdges) {
    for (int i = 0; i < innerEdges.length; i++) {
      if (!Double.isFinite(innerEdges[i])) {
        throw new IllegalArgumentException(
            "innerEdges[" + i + "] must be finite, got " + innerEdges[i]);
      }
      if (i > 0 && innerEdges[i] <= innerEdges[i - 1]) {
        throw new IllegalArgumentException(
            "innerEdges must rise strictly, got " + innerEdges[i - 1] + " before " + innerEdges[i]);
      }
    }
    return new Bins(innerEdges.clone());
  }

  /**
   * Bins at the quantiles of a reference, so that each holds about the same share of it.
   *
   * <p>Equal quantiles merge, and those at the least or greatest value fall away, so a reference
   * with ties has fewer bins. If none is left, because one value has nearly all of the reference,
   * there are three bins: below, at and above its median.
   *
   * @param reference the reference, not empty
   * @param count bins without ties, at least 2
   */
  static Bins atQuantiles(SortedSample reference, int count) {
    double last = reference.get(0);
    double greatest = reference.get(reference.size() - 1);
    double[] edges = new double[count - 1];
    int size = 0;
    for (int i = 1; i < count; i++) {
      double edge = reference.quantile((double) i / count);
      if (edge > last && edge < greatest) {
        edges[size++] = edge;
        last = edge;
      }
    }
    return size > 0 ? new Bins(Arrays.copyOf(edges, size)) : around(reference.quantile(0.5));
  }

  private static Bins around(double value) {
    return new Bins(new double[] {value, Math.nextUp(value)});
  }

  /** Returns how many bins. */
  int count() {
    return innerEdges.length + 1;
  }

  /** Returns the edges between the bins, rising. */
  double[] innerEdges() {
    return innerEdges.clone();
  }

  /**
   * Returns the bin of {@code value}, from 0; the last one for NaN, which {@link #counts} leaves
   * out.
   */
  int indexOf(double value) {
    int found = Arrays.binarySearch(innerEdges, value + 0.0);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** Returns how many of {@code sample} fall into each bin; NaN is left out. */
  long[] counts(double... sample) {
    long[] counts = new long[count()];
    for (double value : sample) {
      if (!Double.isNaN(value)) {
        counts[indexOf(value)]++;
      }
    }
    return counts;
  }

  /** Returns how many of {@code sample} fall into each bin. */
  long[] counts(SortedSample sample) {
    return counts(sample.values());
  }
}
