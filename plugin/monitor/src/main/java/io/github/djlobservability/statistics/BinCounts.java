package io.github.djlobservability.statistics;

import java.util.Arrays;

/**
 * Bins at a reference's quantiles and how much of the reference is in each. The bins cover all
 * numbers: {@code (-inf, e_1), [e_1, e_2), ..., [e_k, +inf)}. Immutable.
 *
 * <p>Equal quantiles are one edge. A value that alone fills a bin or more has a bin of its own,
 * {@code [v, next double)}, so that a column which was always 5, or mostly 0, shows every other
 * value; the bins beside it may then be empty.
 */
public final class BinCounts {

  private final double[] edges;
  private final long[] counts;

  public BinCounts(double[] edges, long[] counts) {
    this.edges = edges;
    this.counts = counts;
  }

  /**
   * Counts the values that a sketch has seen, with these true extremes, in about {@code bins} bins.
   */
  public static BinCounts of(KllSketch sketch, double minimum, double maximum, int bins) {
    double[] edges = sketch.count() == 0 ? new double[0] : edges(sketch, minimum, maximum, bins);
    return new BinCounts(edges, counts(sketch, edges));
  }

  private static double[] edges(KllSketch sketch, double minimum, double maximum, int bins) {
    double[] shares = new double[bins - 1];
    for (int i = 1; i < bins; i++) {
      shares[i - 1] = (double) i / bins;
    }
    double[] quantiles = sketch.quantiles(shares);
    double[] edges = new double[2 * bins];
    int size = 0;
    double before = minimum;
    for (int i = 0; i < quantiles.length; i++) {
      double after = i + 1 < quantiles.length ? quantiles[i + 1] : maximum;
      double quantile = quantiles[i];
      size = append(edges, size, quantile);
      if (quantile == before || quantile == after) {
        size = append(edges, size, Math.nextUp(quantile));
      }
      before = quantile;
    }
    return Arrays.copyOf(edges, size);
  }

  private static int append(double[] edges, int size, double edge) {
    if (size > 0 && edge <= edges[size - 1]) {
      return size;
    }
    edges[size] = edge;
    return size + 1;
  }

  private static long[] counts(KllSketch sketch, double[] edges) {
    long[] counts = new long[edges.length + 1];
    long below = 0;
    for (int i = 0; i < edges.length; i++) {
      long next = sketch.countBelow(edges[i]);
      counts[i] = next - below;
      below = next;
    }
    counts[edges.length] = sketch.count() - below;
    return counts;
  }

  /** Returns how many bins. */
  public int size() {
    return counts.length;
  }

  /** Returns the edges between the bins, strictly rising; one fewer than bins. */
  public double[] edges() {
    return edges.clone();
  }

  /** Returns how much of the reference is in each bin. */
  public long[] counts() {
    return counts.clone();
  }

  /** Returns the bin of a number that is not NaN, from 0. */
  public int indexOf(double value) {
    // Adding zero turns negative zero into zero.
    int found = Arrays.binarySearch(edges, value + 0.0);
    return found >= 0 ? found + 1 : -found - 1;
  }
}
