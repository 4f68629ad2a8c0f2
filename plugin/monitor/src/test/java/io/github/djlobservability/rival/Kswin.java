package io.github.djlobservability.rival;

import io.github.djlobservability.drift.Status;
import io.github.djlobservability.statistics.SplitMix64;
import java.util.Arrays;

/**
 * KSWIN: a two-sample Kolmogorov-Smirnov test inside a sliding window, so that any change of the
 * distribution can be found, not only of the mean.
 *
 * <p>When the last {@code windowSize} values are there, the newest {@code recentSize} are tested at
 * every value against as many drawn at random, without replacement, from the older ones. Drift is
 * when the exact p-value is at most {@code significanceLevel} and the distance exceeds {@code
 * minDistance}. For samples of one size r the distance is k / r with
 *
 * <pre>P(D &gt;= k / r) = 2 sum_(j &gt;= 1) (-1)^(j-1) C(2 r, r - j k) / C(2 r, r)</pre>
 *
 * (Gnedenko and Korolyuk, 1951), from which the smallest k that is drift is worked out once.
 *
 * <p>The test repeats at every value, so the rate of false alarms is far above the significance
 * level: with defaults one in about 700 values. Use it with a level of 1e-4 or less and some
 * hundred recent values.
 *
 * <p>Input: any number. Statistic: the distance D, from 0 to 1; threshold: the greatest D that is
 * no drift. Ties are evaluated after all equal values; a constant stream is stable. There is no
 * warning level. Equal seeds give equal answers; a reset begins the random numbers again.
 *
 * <p>Memory: {@code 8 (2 windowSize + recentSize)} bytes. Time: {@code O(windowSize + r log r)} per
 * value.
 *
 * <p>C. Raab, M. Heusinger and F.-M. Schleif, <i>Reactive Soft Prototype Computing for Concept
 * Drift Streams</i>, Neurocomputing 416, 2020. (There the recent values stay after an alarm; here,
 * as with every detector of this package, the update after an alarm begins empty.)
 */
public final class Kswin extends AbstractValueDetector {

  private final Parameters parameters;
  private final double threshold;
  private SplitMix64 random;

  /** The last values; the one of sample {@code n} lies at {@code (n - 1) % windowSize}. */
  private final double[] window;

  private final double[] older;
  private final double[] recent;

  /**
   * Holds the parameters of KSWIN.
   *
   * @param significanceLevel of each single test, in (0, 1)
   * @param windowSize values in the window, at least twice {@code recentSize}
   * @param recentSize values on each side of the test, at least 2
   * @param minDistance distances up to this one are no drift, whatever their p-value; in [0, 1)
   * @param seed of the random draws
   */
  public record Parameters(
      double significanceLevel, int windowSize, int recentSize, double minDistance, long seed) {

    public Parameters {
      Preconditions.between("significanceLevel", significanceLevel, 0, 1);
      Preconditions.atLeast("recentSize", recentSize, 2);
      Preconditions.atLeast("windowSize", windowSize, 2 * recentSize);
      Preconditions.share("minDistance", minDistance);
    }

    /** Level 0.005, window 100, recent 30, distance above 0.1, seed 42. */
    public static Parameters defaults() {
      return new Parameters(0.005, 100, 30, 0.1, 42);
    }

    /** Returns these, with another significance level. */
    public Parameters withSignificanceLevel(double value) {
      return new Parameters(value, windowSize, recentSize, minDistance, seed);
    }
  }

  /** An empty detector. */
  public Kswin(Parameters parameters) {
    this.parameters = parameters;
    int size = parameters.recentSize();
    double largestAccepted = (smallestRejected(size, parameters.significanceLevel()) - 1.0) / size;
    threshold = Math.max(largestAccepted, parameters.minDistance());
    random = new SplitMix64(parameters.seed());
    window = new double[parameters.windowSize()];
    older = new double[parameters.windowSize() - size];
    recent = new double[size];
  }

  @Override
  public long samplesSinceOnset() {
    return Math.min(parameters.recentSize(), sampleCount);
  }

  @Override
  Status evaluate(double value) {
    int windowSize = window.length;
    int newest = (int) ((sampleCount - 1) % windowSize);
    window[newest] = value;
    if (sampleCount < windowSize) {
      return Status.WARMING_UP;
    }
    int oldest = (newest + 1) % windowSize;
    copy(oldest, older);
    copy(oldest + older.length, recent);
    draw();
    Arrays.sort(older, 0, recent.length);
    Arrays.sort(recent);
    return judge(distance(), threshold);
  }

  private void copy(int from, double[] to) {
    int start = from % window.length;
    int beforeEnd = Math.min(to.length, window.length - start);
    System.arraycopy(window, start, to, 0, beforeEnd);
    System.arraycopy(window, 0, to, beforeEnd, to.length - beforeEnd);
  }

  /** Brings as many of the older values as there are recent ones to the front, at random. */
  private void draw() {
    for (int i = 0; i < recent.length; i++) {
      int chosen = i + random.nextInt(older.length - i);
      double value = older[chosen];
      older[chosen] = older[i];
      older[i] = value;
    }
  }

  private double distance() {
    int size = recent.length;
    int largest = 0;
    int i = 0;
    int j = 0;
    while (i < size && j < size) {
      double value = Math.min(older[i], recent[j]);
      while (i < size && older[i] == value) {
        i++;
      }
      while (j < size && recent[j] == value) {
        j++;
      }
      largest = Math.max(largest, Math.abs(i - j));
    }
    return (double) largest / size;
  }

  /**
   * Returns the smallest k with {@code P(D >= k / size) <= level}; {@code size + 1} if there is
   * none.
   */
  private static int smallestRejected(int size, double level) {
    int k = 1;
    while (k <= size && pValue(size, k) > level) {
      k++;
    }
    return k;
  }

  private static double pValue(int size, int k) {
    double sum = 0;
    double sign = 1;
    for (int shift = k; shift <= size; shift += k) {
      sum += sign * tailShare(size, shift);
      sign = -sign;
    }
    return 2 * sum;
  }

  /** C(2 n, n - shift) / C(2 n, n), as a product of ratios. */
  private static double tailShare(int n, int shift) {
    double share = 1;
    for (int i = 1; i <= shift; i++) {
      share *= (n - shift + i) / (double) (n + i);
    }
    return share;
  }

  @Override
  void clear() {
    random = new SplitMix64(parameters.seed());
  }

  @Override
  void save(StateWriter out) {
    out.putBits(random.state());
    out.put(window, 0, (int) Math.min(sampleCount, window.length));
  }

  @Override
  void load(StateReader in) {
    random = new SplitMix64(in.nextBits());
    in.next(window, 0, (int) Math.min(sampleCount, window.length));
  }
}
