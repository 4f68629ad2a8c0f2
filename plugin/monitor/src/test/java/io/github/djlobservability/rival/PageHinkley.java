package io.github.djlobservability.rival;

import io.github.djlobservability.drift.Status;

/**
 * The Page-Hinkley test: the deviations from the running mean, summed up, against the extreme of
 * that sum so far.
 *
 * <pre>up   = alpha up   + (x - mean) - delta;   rise = up - min(up)
 * down = alpha down + (x - mean) + delta;   fall = max(down) - down</pre>
 *
 * where {@code mean} includes {@code x}. Drift is when, from the {@code minSamples}-th value on,
 * rise or fall exceeds the threshold.
 *
 * <p>Input: any number. Threshold and delta are in its unit, so standardise first, or choose them
 * for the feature. Statistic: the greater of the watched rise and fall. A constant stream is
 * stable. There is no warning level.
 *
 * <p>Memory: constant, about 150 bytes. Time: constant.
 *
 * <p>E. S. Page, <i>Continuous Inspection Schemes</i>, Biometrika 41, 1954; D. V. Hinkley,
 * <i>Inference about the Change-point from Cumulative Sum Tests</i>, Biometrika 58, 1971.
 */
public final class PageHinkley extends AbstractValueDetector {

  private final int minSamples;
  private final double delta;
  private final double threshold;
  private final double alpha;
  private final boolean rises;
  private final boolean falls;

  /** The first value, taken off all: constants then sum to exactly zero, whatever their size. */
  private double origin;

  private double total;
  private double up;
  private double down;
  private double lowest;
  private double highest;
  private long lowestAt;
  private long highestAt;

  /**
   * Holds the parameters of the test.
   *
   * @param minSamples values before the first verdict, at least 1
   * @param delta the move that is tolerated, in the unit of the input, 0 or more
   * @param threshold the summed deviation that is drift, in the unit of the input, positive
   * @param alpha how much of the sum is kept from value to value, in (0, 1]
   * @param direction which moves to look for
   */
  public record Parameters(
      int minSamples, double delta, double threshold, double alpha, Direction direction) {

    public Parameters {
      Preconditions.atLeast("minSamples", minSamples, 1);
      Preconditions.notNegative("delta", delta);
      Preconditions.positive("threshold", threshold);
      Preconditions.fraction("alpha", alpha);
    }

    /** 30 samples, delta 0.005, threshold 50, alpha 0.9999, both directions. */
    public static Parameters defaults() {
      return new Parameters(30, 0.005, 50, 0.9999, Direction.BOTH);
    }

    /** Returns these, with another threshold. */
    public Parameters withThreshold(double value) {
      return new Parameters(minSamples, delta, value, alpha, direction);
    }
  }

  /** An empty detector. */
  public PageHinkley(Parameters parameters) {
    minSamples = parameters.minSamples();
    delta = parameters.delta();
    threshold = parameters.threshold();
    alpha = parameters.alpha();
    rises = parameters.direction().watchesRises();
    falls = parameters.direction().watchesFalls();
    clear();
  }

  @Override
  public long samplesSinceOnset() {
    boolean rose = rises && (!falls || up - lowest >= highest - down);
    return sampleCount - (rose ? lowestAt : highestAt);
  }

  @Override
  Status evaluate(double value) {
    if (sampleCount == 1) {
      origin = value;
    }
    double shifted = value - origin;
    // A sum, not an updated mean: the division stays off the chain from one update to the next.
    total += shifted;
    double deviation = shifted - total / sampleCount;
    up = alpha * up + (deviation - delta);
    down = alpha * down + (deviation + delta);
    if (up < lowest) {
      lowest = up;
      lowestAt = sampleCount;
    }
    if (down > highest) {
      highest = down;
      highestAt = sampleCount;
    }
    return sampleCount < minSamples ? Status.WARMING_UP : judge(greatest(), threshold);
  }

  private double greatest() {
    double rise = rises ? up - lowest : 0;
    double fall = falls ? highest - down : 0;
    // Not Math.max, which spends time on NaN and negative zero.
    return rise > fall ? rise : fall;
  }

  @Override
  void clear() {
    origin = 0;
    total = 0;
    up = 0;
    down = 0;
    lowest = Double.MAX_VALUE;
    highest = -Double.MAX_VALUE;
    lowestAt = 0;
    highestAt = 0;
  }

  @Override
  void save(StateWriter out) {
    out.put(origin);
    out.put(total);
    out.put(up);
    out.put(down);
    out.put(lowest);
    out.put(highest);
    out.putCount(lowestAt);
    out.putCount(highestAt);
  }

  @Override
  void load(StateReader in) {
    origin = in.next();
    total = in.next();
    up = in.next();
    down = in.next();
    lowest = in.next();
    highest = in.next();
    lowestAt = in.nextCount();
    highestAt = in.nextCount();
  }
}
