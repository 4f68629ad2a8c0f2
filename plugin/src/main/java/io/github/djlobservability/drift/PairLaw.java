package io.github.djlobservability.drift;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * How a weighted sum of the products of a row's pairs of scores is distributed while the reference
 * holds, for weights that change: worked out from rows of the reference for the weights of a
 * moment.
 *
 * <p>Products of inputs that are not independent, though not correlated, and those of categories
 * are skewed and vary more or less than others, so that the same sum is usual with these weights
 * and unusual with those. A sum's place among the reference's rows is uniform whatever the weights
 * are.
 *
 * <p>Memory: 8 bytes for each score of its rows. Not thread-safe.
 */
final class PairLaw {

  /** So many rows tell the law to a fiftieth of a standard deviation. */
  private static final int MOST_ROWS = 2_500;

  private static final int LEAST_ROWS = 256;

  /** Products that are added up for other weights, unless the rows would be too few. */
  private static final int MOST_PRODUCTS = 1 << 17;

  private final double[][] rows;
  private final double[] weights;

  /** The weighted sum in each of the rows. */
  private final double[] sums;

  /**
   * By whitened rows of a reference, evenly spaced ones of them.
   *
   * @param pairs how many products a row has, squares included
   */
  PairLaw(List<double[]> whitened, int pairs) {
    int affordable = Math.max(LEAST_ROWS, MOST_PRODUCTS / pairs);
    int count = Math.min(whitened.size(), Math.min(MOST_ROWS, affordable));
    rows = new double[count][];
    for (int i = 0; i < count; i++) {
      rows[i] = whitened.get((int) ((long) i * whitened.size() / count));
    }
    sums = new double[count];
    weights = new double[pairs];
  }

  /** The weights in use: a lower triangle, row by row, with the diagonal; to be changed freely. */
  double[] weights() {
    return weights;
  }

  /** Works out the law of the weights, after they were changed. */
  void renew() {
    for (int i = 0; i < rows.length; i++) {
      sums[i] = sum(rows[i]);
    }
  }

  /**
   * Where a row's sum lies among those of the reference's rows, in (0, 1).
   *
   * @param noise in (0, 1), for those that are equal
   */
  double rank(double[] row, double noise) {
    double sum = sum(row);
    int below = 0;
    int upTo = 0;
    for (double other : sums) {
      below += other < sum ? 1 : 0;
      upTo += other <= sum ? 1 : 0;
    }
    return (below + noise * (upTo - below + 1)) / (sums.length + 1);
  }

  /** The same for equal rows, to the last bit, so that equal sums are known as such. */
  private double sum(double[] row) {
    double sum = 0;
    int pair = 0;
    for (int i = 0; i < row.length; i++) {
      double inner = 0;
      for (int j = 0; j <= i; j++, pair++) {
        inner += weights[pair] * row[j];
      }
      sum += inner * row[i];
    }
    return sum;
  }

  void write(DataOutput out) throws IOException {
    StateFormat.write(out, weights);
    StateFormat.write(out, sums);
  }

  void read(DataInput in) throws IOException {
    StateFormat.readInto(in, weights);
    StateFormat.readInto(in, sums);
  }
}
