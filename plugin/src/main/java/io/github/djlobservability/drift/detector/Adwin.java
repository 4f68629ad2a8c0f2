package io.github.djlobservability.drift.detector;

import java.util.Arrays;

/**
 * ADWIN2: a window over the last values that grows while their mean stays and shrinks when it
 * moves.
 *
 * <p>The window of {@code W} values is an exponential histogram: row {@code i} holds up to {@code
 * maxBuckets} buckets of {@code 2^i} values, each with its sum and its sum of squared deviations;
 * the two oldest of a fuller row merge into the next. Every {@code clock} values, each border
 * between buckets is tried as a cut into an older part of {@code n0} and a newer one of {@code n1}
 * values. Drift is when at some cut
 *
 * <pre>|mean0 - mean1| &gt; sqrt(2 m v d) + (2/3) d m
 * d = ln(2 ln(W) / delta)
 * m = 1 / (n0 - minSubWindow + 1) + 1 / (n1 - minSubWindow + 1)
 * v = variance of the window</pre>
 *
 * The oldest bucket is then dropped, and the rest tried again until no cut is left; what remains is
 * the window after the change, readable until the next update.
 *
 * <p>Input: any number; the bound is proven for values in [0, 1] and holds well for others. A
 * constant stream is stable. Statistic and threshold: the two sides of the inequality at the cut
 * that was nearest to drift in the last check, in the unit of the input. There is no warning level.
 *
 * <p>Memory: 16 bytes a bucket for 40 rows (4 kB with defaults), whatever the window's size. Time:
 * amortised constant, and {@code O(maxBuckets log W)} more every {@code clock} values.
 *
 * <p>Blind to changes that leave the mean where it was.
 *
 * <p>A. Bifet and R. Gavalda, <i>Learning from Time-Changing Data with Adaptive Windowing</i>, SDM
 * 2007.
 */
public final class Adwin extends AbstractValueDetector {

  /** Enough for {@code maxBuckets} times 2^39 values. */
  private static final int ROWS = 40;

  private final Parameters parameters;

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
  private int untilCheck;

  private double nearestGap;
  private double nearestLimit;

  /**
   * What ADWIN can be told.
   *
   * @param delta confidence of a cut, in (0, 1): smaller is slower and surer
   * @param clock check every so many values, at least 1
   * @param maxBuckets buckets a row, at least 2: more is more exact and slower
   * @param minSubWindow values that either side of a cut needs, at least 1
   * @param gracePeriod no check while the window has no more values than this, at least 1
   */
  public record Parameters(
      double delta, int clock, int maxBuckets, int minSubWindow, int gracePeriod) {

    public Parameters {
      Arguments.between("delta", delta, 0, 1);
      Arguments.atLeast("clock", clock, 1);
      Arguments.atLeast("maxBuckets", maxBuckets, 2);
      Arguments.atLeast("minSubWindow", minSubWindow, 1);
      Arguments.atLeast("gracePeriod", gracePeriod, 1);
    }

    /** Delta 0.002, a check every 32 values, 5 buckets a row, 5 values a side, 10 of grace. */
    public static Parameters defaults() {
      return new Parameters(0.002, 32, 5, 5, 10);
    }

    /** These, with another confidence. */
    public Parameters withDelta(double value) {
      return new Parameters(value, clock, maxBuckets, minSubWindow, gracePeriod);
    }
  }

  /** An empty detector. */
  public Adwin(Parameters parameters) {
    this.parameters = parameters;
    stride = parameters.maxBuckets() + 1;
    sums = new double[ROWS * stride];
    squares = new double[ROWS * stride];
    untilCheck = parameters.clock();
  }

  /** Values in the window; after drift, those that came after the change. */
  public long windowSize() {
    return width;
  }

  /** Mean of the window; NaN when it is empty. */
  public double windowMean() {
    return total / width;
  }

  @Override
  public long samplesSinceOnset() {
    return width;
  }

  @Override
  Status evaluate(double value) {
    insert(value);
    if (--untilCheck > 0) {
      return status();
    }
    untilCheck = parameters.clock();
    return width > parameters.gracePeriod() ? check() : Status.WARMING_UP;
  }

  private void insert(double value) {
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
    double between = difference * difference / (2 * size(row));
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

  private Status check() {
    if (!findCut()) {
      return judge(nearestGap, nearestLimit);
    }
    Status drift = judge(nearestGap, nearestLimit);
    do {
      dropOldestBucket();
    } while (findCut());
    return drift;
  }

  /** Looks for the first cut, from the oldest bucket on, and notes the nearest to one. */
  private boolean findCut() {
    double confidence = Math.log(2 * Math.log((double) width) / parameters.delta());
    double variance = totalSquares / width;
    double nearest = Double.NEGATIVE_INFINITY;
    nearestGap = 0;
    nearestLimit = 0;
    double n0 = 0;
    double sum0 = 0;
    for (int row = rows - 1; row >= 0; row--) {
      double size = size(row);
      int first = row * stride;
      for (int bucket = first; bucket < first + counts[row]; bucket++) {
        n0 += size;
        sum0 += sums[bucket];
        double n1 = width - n0;
        if (n1 < parameters.minSubWindow()) {
          return false;
        }
        if (n0 < parameters.minSubWindow()) {
          continue;
        }
        double gap = Math.abs(sum0 / n0 - (total - sum0) / n1);
        double limit = limit(n0, n1, variance, confidence);
        if (gap - limit > nearest) {
          nearest = gap - limit;
          nearestGap = gap;
          nearestLimit = limit;
          if (nearest > 0) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private double limit(double n0, double n1, double variance, double confidence) {
    double spare = parameters.minSubWindow() - 1.0;
    double inverse = 1 / (n0 - spare) + 1 / (n1 - spare);
    return Math.sqrt(2 * inverse * variance * confidence) + 2.0 / 3 * confidence * inverse;
  }

  private void dropOldestBucket() {
    int row = rows - 1;
    double size = size(row);
    double sum = sums[row * stride];
    double square = squares[row * stride];
    double rest = width - size;
    width -= (long) size;
    total -= sum;
    double difference = sum / size - total / rest;
    double between = size * rest / (size + rest) * difference * difference;
    totalSquares = Math.max(0, totalSquares - square - between);
    removeOldest(row, 1);
    while (counts[rows - 1] == 0) {
      rows--;
    }
  }

  private static double size(int row) {
    return 1L << row;
  }

  @Override
  void clear() {
    Arrays.fill(counts, 0);
    rows = 0;
    width = 0;
    total = 0;
    totalSquares = 0;
    untilCheck = parameters.clock();
  }

  @Override
  void save(StateWriter out) {
    out.put(total);
    out.put(totalSquares);
    out.putCount(untilCheck);
    out.putCount(rows);
    for (int row = 0; row < rows; row++) {
      out.putCount(counts[row]);
      out.put(sums, row * stride, counts[row]);
      out.put(squares, row * stride, counts[row]);
    }
  }

  @Override
  void load(StateReader in) {
    total = in.next();
    totalSquares = in.next();
    untilCheck = in.nextIndex(parameters.clock() + 1);
    rows = in.nextIndex(ROWS);
    for (int row = 0; row < rows; row++) {
      counts[row] = in.nextIndex(stride);
      in.next(sums, row * stride, counts[row]);
      in.next(squares, row * stride, counts[row]);
      width += counts[row] * (1L << row);
    }
  }
}
