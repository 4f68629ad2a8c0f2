package io.github.djlobservability.rival;

import io.github.djlobservability.drift.Status;

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
 * the window after the drops, readable until the next update.
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

  private final Parameters parameters;
  private final ExponentialHistogram window;

  /** The first value, taken off all: constants then sum to exactly zero, whatever their size. */
  private double origin;

  private int untilCheck;
  private long sinceOnset;
  private double nearestGap;
  private double nearestLimit;

  /**
   * Holds the parameters of ADWIN.
   *
   * @param delta confidence of a cut, in (0, 1): smaller is slower and surer
   * @param clock check after this many values each, at least 1
   * @param maxBuckets buckets a row, at least 2: more is more exact and slower
   * @param minSubWindow values that either side of a cut needs, at least 1
   * @param gracePeriod no check while the window has no more values than this, at least 1
   */
  public record Parameters(
      double delta, int clock, int maxBuckets, int minSubWindow, int gracePeriod) {

    public Parameters {
      Preconditions.between("delta", delta, 0, 1);
      Preconditions.atLeast("clock", clock, 1);
      Preconditions.atLeast("maxBuckets", maxBuckets, 2);
      Preconditions.atLeast("minSubWindow", minSubWindow, 1);
      Preconditions.atLeast("gracePeriod", gracePeriod, 1);
    }

    /** Delta 0.002, a check every 32 values, 5 buckets a row, 5 values a side, 10 of grace. */
    public static Parameters defaults() {
      return new Parameters(0.002, 32, 5, 5, 10);
    }

    /** Returns these, with another confidence. */
    public Parameters withDelta(double value) {
      return new Parameters(value, clock, maxBuckets, minSubWindow, gracePeriod);
    }
  }

  /** An empty detector. */
  public Adwin(Parameters parameters) {
    this.parameters = parameters;
    window = new ExponentialHistogram(parameters.maxBuckets());
    untilCheck = parameters.clock();
  }

  /** Values in the window; after drift, those that are left of it. */
  public long windowSize() {
    return window.width();
  }

  /** Mean of the window; NaN when it is empty. */
  public double windowMean() {
    return origin + window.total() / window.width();
  }

  /**
   * {@inheritDoc}
   *
   * <p>After drift, the border between buckets where the two means of the window differed most for
   * their sizes, that is by {@code n0 n1 (mean0 - mean1)^2}; otherwise the window.
   */
  @Override
  public long samplesSinceOnset() {
    return status() == Status.DRIFT ? sinceOnset : window.width();
  }

  @Override
  Status evaluate(double value) {
    if (sampleCount == 1) {
      origin = value;
    }
    window.add(value - origin);
    if (--untilCheck > 0) {
      return status();
    }
    untilCheck = parameters.clock();
    return window.width() > parameters.gracePeriod() ? check() : Status.WARMING_UP;
  }

  private Status check() {
    if (!findCut()) {
      return judge(nearestGap, nearestLimit);
    }
    Status drift = judge(nearestGap, nearestLimit);
    sinceOnset = newestPartOfBestSplit();
    do {
      window.dropOldest();
    } while (findCut());
    return drift;
  }

  /** Looks for the first cut, from the oldest bucket on, and notes the nearest to one. */
  private boolean findCut() {
    double width = window.width();
    double confidence = Math.log(2 * Math.log(width) / parameters.delta());
    double variance = window.variance();
    double nearest = Double.NEGATIVE_INFINITY;
    nearestGap = 0;
    nearestLimit = 0;
    double n0 = 0;
    double sum0 = 0;
    for (int row = window.rows() - 1; row >= 0; row--) {
      for (int bucket = 0; bucket < window.buckets(row); bucket++) {
        n0 += ExponentialHistogram.bucketSize(row);
        sum0 += window.sum(row, bucket);
        double n1 = width - n0;
        if (n1 < parameters.minSubWindow()) {
          return false;
        }
        if (n0 < parameters.minSubWindow()) {
          continue;
        }
        double gap = Math.abs(sum0 / n0 - (window.total() - sum0) / n1);
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

  /** Returns the most likely place of a change of the mean, as values after it. */
  private long newestPartOfBestSplit() {
    double largest = -1;
    double best = 0;
    double n1 = 0;
    double sum1 = 0;
    for (int row = 0; row < window.rows(); row++) {
      for (int bucket = window.buckets(row) - 1; bucket >= 0; bucket--) {
        n1 += ExponentialHistogram.bucketSize(row);
        sum1 += window.sum(row, bucket);
        double n0 = window.width() - n1;
        double gap = (window.total() - sum1) / n0 - sum1 / n1;
        // The last border has nothing before it, and its NaN exceeds nothing.
        if (n0 * n1 * gap * gap > largest) {
          largest = n0 * n1 * gap * gap;
          best = n1;
        }
      }
    }
    return (long) best;
  }

  @Override
  void clear() {
    origin = 0;
    window.clear();
    untilCheck = parameters.clock();
    sinceOnset = 0;
  }

  @Override
  void save(StateWriter out) {
    out.put(origin);
    out.putCount(untilCheck);
    out.putCount(sinceOnset);
    window.save(out);
  }

  @Override
  void load(StateReader in) {
    origin = in.next();
    untilCheck = in.nextIndex(parameters.clock() + 1);
    sinceOnset = in.nextCount();
    window.load(in);
  }
}
