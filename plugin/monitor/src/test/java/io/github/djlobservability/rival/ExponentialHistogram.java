package io.github.djlobservability.rival;

import java.util.Arrays;

/**
 * A window over the last values in logarithmic memory: row {@code i} holds up to {@code maxBuckets}
 * buckets of {@code 2^i} values, and the two oldest of a fuller row merge into the next.
 *
 * <p>M. Datar, A. Gionis, P. Indyk and R. Motwani, <i>Maintaining Stream Statistics over Sliding
 * Windows</i>, SIAM Journal on Computing 31, 2002.
 */
final class ExponentialHistogram {

  /** Enough for {@code maxBuckets} times 2^39 values. */
  private static final int ROWS = 40;

  /** Places a row, one more than its buckets: the newest is put in before the oldest two merge. */
  private final int stride;

  /** The bucket sums, oldest first within a row; row {@code i} begins at {@code i * stride}. */
  private final double[] sums;

  /** The buckets' squared deviations from their own means. */
  private final double[] squares;

  private final int[] counts = new int[ROWS];
  private int rows;
  private long width;
  private double total;
  private double totalSquares;

  ExponentialHistogram(int maxBuckets) {
    stride = maxBuckets + 1;
    sums = new double[ROWS * stride];
    squares = new double[ROWS * stride];
  }

  /** Values in one bucket of a row. */
  static double bucketSize(int row) {
    return 1L << row;
  }

  /** Rows in use; the last holds the oldest values. */
  int rows() {
    return rows;
  }

  /** Buckets of a row. */
  int buckets(int row) {
    return counts[row];
  }

  /** Returns the sum of a row's bucket, the oldest being bucket 0. */
  double sum(int row, int bucket) {
    return sums[row * stride + bucket];
  }

  /** Values in the window. */
  long width() {
    return width;
  }

  /** Returns the sum of the window. */
  double total() {
    return total;
  }

  /** Returns the variance of the window as a population. */
  double variance() {
    return totalSquares / width;
  }

  void add(double value) {
    if (width > 0) {
      double deviation = value - total / width;
      totalSquares += deviation * deviation * width / (width + 1.0);
    }
    width++;
    total += value;
    append(0, value, 0);
    for (int row = 0; counts[row] == stride; row++) {
      mergeOldest(row);
    }
  }

  private void append(int row, double sum, double square) {
    int bucket = row * stride + counts[row]++;
    sums[bucket] = sum;
    squares[bucket] = square;
    rows = Math.max(rows, row + 1);
  }

  private void mergeOldest(int row) {
    int first = row * stride;
    double difference = sums[first] - sums[first + 1];
    double between = difference * difference / (2 * bucketSize(row));
    append(row + 1, sums[first] + sums[first + 1], squares[first] + squares[first + 1] + between);
    removeOldest(row, 2);
  }

  private void removeOldest(int row, int buckets) {
    int first = row * stride;
    counts[row] -= buckets;
    for (int i = first; i < first + counts[row]; i++) {
      sums[i] = sums[i + buckets];
      squares[i] = squares[i + buckets];
    }
  }

  /** Forgets the oldest bucket; there must be another. */
  void dropOldest() {
    int row = rows - 1;
    double size = bucketSize(row);
    double sum = sums[row * stride];
    double rest = width - size;
    width -= (long) size;
    total -= sum;
    double difference = sum / size - total / rest;
    double between = size * rest / (size + rest) * difference * difference;
    totalSquares = Math.max(0, totalSquares - squares[row * stride] - between);
    removeOldest(row, 1);
    while (counts[rows - 1] == 0) {
      rows--;
    }
  }

  void clear() {
    Arrays.fill(counts, 0);
    rows = 0;
    width = 0;
    total = 0;
    totalSquares = 0;
  }

  void save(StateWriter out) {
    out.put(total);
    out.put(totalSquares);
    out.putCount(rows);
    for (int row = 0; row < rows; row++) {
      out.putCount(counts[row]);
      out.put(sums, row * stride, counts[row]);
      out.put(squares, row * stride, counts[row]);
    }
  }

  /** Reads into an empty histogram. */
  void load(StateReader in) {
    total = in.next();
    totalSquares = in.next();
    rows = in.nextIndex(ROWS);
    for (int row = 0; row < rows; row++) {
      counts[row] = in.nextIndex(stride);
      in.next(sums, row * stride, counts[row]);
      in.next(squares, row * stride, counts[row]);
      width += counts[row] * (1L << row);
    }
    if (rows > 0 && counts[rows - 1] == 0) {
      throw new IllegalArgumentException("state has no bucket in its last row");
    }
  }
}
