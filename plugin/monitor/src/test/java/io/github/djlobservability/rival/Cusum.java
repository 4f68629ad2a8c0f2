package io.github.djlobservability.rival;

import io.github.djlobservability.drift.Status;
import org.jspecify.annotations.Nullable;

/**
 * The tabular CUSUM chart for the mean: deviations beyond a slack, summed up on either side and
 * never below zero.
 *
 * <pre>z = (x - mean) / sd
 * high = max(0, high + z - slack);   low = max(0, low - z - slack)</pre>
 *
 * Drift is when a watched sum exceeds the threshold. The slack is best half the shift to be found.
 * With both directions, slack 0.5 and a known normal reference, threshold 4 gives a false alarm
 * every 168 values, 5 every 465; a shift of one sd is then found after 8.4 and 10.4 values.
 *
 * <p>Mean and sd are those of the reference, or else are learnt from the first {@code minSamples}
 * values, during which the chart warms up; learnt from few values, they make more false alarms.
 *
 * <p>Input: any number. Statistic and threshold: the greater watched sum, in standard deviations. A
 * reference of constants has sd 0: its own value is in order, and any other is drift at once. There
 * is no warning level.
 *
 * <p>Memory: constant, about 200 bytes. Time: constant.
 *
 * <p>E. S. Page, <i>Continuous Inspection Schemes</i>, Biometrika 41, 1954; run lengths from D. C.
 * Montgomery, <i>Introduction to Statistical Quality Control</i>, chapter 9.
 */
public final class Cusum extends ControlChart {

  private final double slack;
  private final double threshold;
  private final boolean rises;
  private final boolean falls;

  private double high;
  private double low;
  private long highSince;
  private long lowSince;

  /**
   * Holds the parameters of the chart.
   *
   * @param minSamples values to learn the reference from when none is given, at least 2
   * @param slack what is taken off each deviation, in standard deviations, 0 or more
   * @param threshold the sum that is drift, in standard deviations, positive
   * @param direction which moves to look for
   */
  public record Parameters(int minSamples, double slack, double threshold, Direction direction) {

    public Parameters {
      Preconditions.atLeast("minSamples", minSamples, 2);
      Preconditions.notNegative("slack", slack);
      Preconditions.positive("threshold", threshold);
    }

    /** 100 samples, slack 0.5, threshold 5, both directions. */
    public static Parameters defaults() {
      return new Parameters(100, 0.5, 5, Direction.BOTH);
    }

    /** Returns these, with another threshold. */
    public Parameters withThreshold(double value) {
      return new Parameters(minSamples, slack, value, direction);
    }
  }

  /** An empty chart that learns its reference from the first values. */
  public Cusum(Parameters parameters) {
    this(parameters, null);
  }

  /** An empty chart against a known reference, or a learnt one when that is null. */
  public Cusum(Parameters parameters, @Nullable ReferenceMoments reference) {
    super(parameters.minSamples(), reference);
    slack = parameters.slack();
    threshold = parameters.threshold();
    rises = parameters.direction().watchesRises();
    falls = parameters.direction().watchesFalls();
  }

  @Override
  public long samplesSinceOnset() {
    return sampleCount - (high >= low ? highSince : lowSince);
  }

  @Override
  Status chart(double z) {
    if (rises) {
      high = Math.max(0, high + z - slack);
    }
    if (falls) {
      low = Math.max(0, low - z - slack);
    }
    highSince = high > 0 ? highSince : sampleCount;
    lowSince = low > 0 ? lowSince : sampleCount;
    return judge(Math.max(high, low), threshold);
  }

  @Override
  void clearChart() {
    high = 0;
    low = 0;
    highSince = 0;
    lowSince = 0;
  }

  @Override
  void saveChart(StateWriter out) {
    out.put(high);
    out.put(low);
    out.putCount(highSince);
    out.putCount(lowSince);
  }

  @Override
  void loadChart(StateReader in) {
    high = in.next();
    low = in.next();
    highSince = in.nextCount();
    lowSince = in.nextCount();
  }
}
