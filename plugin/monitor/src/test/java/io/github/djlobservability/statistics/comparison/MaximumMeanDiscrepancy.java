package io.github.djlobservability.statistics.comparison;

import io.github.djlobservability.statistics.SplitMix64;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The maximum mean discrepancy of two samples of rows, with a Gaussian kernel: zero in expectation
 * when nothing has drifted, positive for a drift of any kind.
 *
 * <pre>k(a, b) = exp(-|a - b|^2 / (2 sigma^2))
 * MMD2 = mean of k(x, x') + mean of k(y, y') - 2 mean of k(x, y),   over pairs of different rows
 * </pre>
 *
 * The unbiased form, so it can be negative. {@code sigma} is the median of the positive Euclidean
 * distances between all rows; scale columns of different units before.
 *
 * <p>Statistic: MMD2, from -1 to 2. p-value: with {@code permutations} above 0, the share of random
 * relabellings whose MMD2 is at least as large, the labelling given being one of them; otherwise
 * NaN. Undefined when a sample has fewer than two rows. If all rows are equal, MMD2 is 0 and a
 * p-value 1.
 *
 * <p>Memory: {@code 8 N^2} bytes for N rows in all, 32 MB for 2,000, and N is at most 30,000. Time:
 * {@code O(N^2 columns)}, and for each permutation the square of the smaller sample.
 *
 * <p>A. Gretton, K. M. Borgwardt, M. J. Rasch, B. Schoelkopf and A. Smola, <i>A Kernel Two-Sample
 * Test</i>, Journal of Machine Learning Research 13, 2012.
 */
public final class MaximumMeanDiscrepancy implements MultivariateMeasure {

  private static final int MAX_ROWS = 30_000;

  private final Parameters parameters;

  /**
   * Holds the parameters of the measure.
   *
   * @param permutations relabellings for a p-value, 0 for none
   * @param seed of the relabellings
   */
  public record Parameters(int permutations, long seed) {

    public Parameters {
      if (permutations < 0) {
        throw new IllegalArgumentException("permutations must be at least 0, got " + permutations);
      }
    }

    /** No p-value. */
    public static Parameters defaults() {
      return new Parameters(0, 42);
    }

    /** Returns these, with another number of permutations. */
    public Parameters withPermutations(int value) {
      return new Parameters(value, seed);
    }
  }

  /** With these parameters. */
  public MaximumMeanDiscrepancy(Parameters parameters) {
    this.parameters = parameters;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException also if there are more than 30,000 rows in all
   */
  @Override
  public Measurement measure(double[][] reference, double[][] current) {
    int columns = Rows.columns(reference, current);
    double[][] x = Rows.measurable("reference", reference, columns);
    double[][] y = Rows.measurable("current", current, columns);
    if (x.length < 2 || y.length < 2) {
      return Measurement.UNDEFINED;
    }
    int size = x.length + y.length;
    if (size > MAX_ROWS) {
      throw new IllegalArgumentException("at most " + MAX_ROWS + " rows in all, got " + size);
    }
    KernelMatrix kernel = new KernelMatrix(Rows.concat(x, y));
    // The measure is symmetric, and the kernel takes the square of the members' number.
    int from = x.length < y.length ? 0 : x.length;
    int[] members = IntStream.range(from, from + Math.min(x.length, y.length)).toArray();
    double statistic = kernel.discrepancy(members);
    return new Measurement(statistic, pValue(kernel, size, members.length, statistic));
  }

  private double pValue(KernelMatrix kernel, int size, int members, double statistic) {
    if (parameters.permutations() == 0) {
      return Double.NaN;
    }
    SplitMix64 random = new SplitMix64(parameters.seed());
    int[] order = IntStream.range(0, size).toArray();
    int atLeast = 1;
    for (int i = 0; i < parameters.permutations(); i++) {
      random.shuffle(order);
      if (kernel.discrepancy(Arrays.copyOf(order, members)) >= statistic) {
        atLeast++;
      }
    }
    return atLeast / (parameters.permutations() + 1.0);
  }
}
