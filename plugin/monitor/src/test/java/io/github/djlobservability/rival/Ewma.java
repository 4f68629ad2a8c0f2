package io.github.djlobservability.rival;

import io.github.djlobservability.drift.Status;
import org.jspecify.annotations.Nullable;

/**
 * The EWMA control chart for the mean: an exponentially weighted moving average of standardised
 * values, against limits that widen to their final width while the average fills.
 *
 * <pre>e_t = lambda (x_t - mean) / sd + (1 - lambda) e_(t-1),   e_0 = 0
 * s_t = sqrt(lambda / (2 - lambda) (1 - (1 - lambda)^(2 t)))</pre>
 *
 * Drift is when {@code |e_t| / s_t} exceeds {@code controlLimit}. A small lambda finds small shifts
 * sooner. With a known normal reference the limits 2.615, 2.814, 2.962 and 2.998 for lambda 0.05,
 * 0.1, 0.2 and 0.25 give a false alarm about every 500 values; with 0.1 a shift of one sd is then
 * found after 8.
 *
 * <p>For errors of a model there is {@link Ecdd}, the same average with limits for bits.
 *
 * <p>Mean and sd are those of the reference, or else are learnt from the first {@code minSamples}
 * values, during which the chart warms up; learnt from few values, they make more false alarms.
 *
 * <p>Input: any number. Statistic and threshold: {@code |e_t| / s_t} and the control limit, without
 * unit. A reference of constants has sd 0: its own value is in order, and any other is drift at
 * once. There is no warning level.
 *
 * <p>Memory: constant, about 200 bytes. Time: constant.
 *
 * <p>S. W. Roberts, <i>Control Chart Tests Based on Geometric Moving Averages</i>, Technometrics 1,
 * 1959; J. M. Lucas and M. S. Saccucci, <i>Exponentially Weighted Moving Average Control
 * Schemes</i>, Technometrics 32, 1990.
 */
public final class Ewma extends ControlChart {

  private final double lambda;
  private final double controlLimit;

  private double average;
  private long oneSideSince;
  private final FillingVariance variance;

  /**
   * Holds the parameters of the chart.
   *
   * @param minSamples values to learn the reference from when none is given, at least 2
   * @param lambda weight of the newest value, in (0, 1]
   * @param controlLimit width of the limits, in standard deviations of the average, positive
   */
  public record Parameters(int minSamples, double lambda, double controlLimit) {

    public Parameters {
      Preconditions.atLeast("minSamples", minSamples, 2);
      Preconditions.fraction("lambda", lambda);
      Preconditions.positive("controlLimit", controlLimit);
    }

    /** 100 samples, lambda 0.1, limit 2.814. */
    public static Parameters defaults() {
      return new Parameters(100, 0.1, 2.814);
    }

    /** Returns these, with another limit. */
    public Parameters withControlLimit(double value) {
      return new Parameters(minSamples, lambda, value);
    }
  }

  /** An empty chart that learns its reference from the first values. */
  public Ewma(Parameters parameters) {
    this(parameters, null);
  }

  /** An empty chart against a known reference, or a learnt one when that is null. */
  public Ewma(Parameters parameters, @Nullable ReferenceMoments reference) {
    super(parameters.minSamples(), reference);
    lambda = parameters.lambda();
    controlLimit = parameters.controlLimit();
    variance = new FillingVariance(lambda);
  }

  @Override
  public long samplesSinceOnset() {
    return sampleCount - oneSideSince;
  }

  @Override
  Status chart(double z) {
    double before = average;
    average += lambda * (z - average);
    if (before * average <= 0) {
      oneSideSince = sampleCount - 1;
    }
    return judge(Math.abs(average) / Math.sqrt(variance.next()), controlLimit);
  }

  @Override
  void clearChart() {
    average = 0;
    oneSideSince = 0;
    variance.clear();
  }

  @Override
  void saveChart(StateWriter out) {
    out.put(average);
    out.putCount(oneSideSince);
    variance.save(out);
  }

  @Override
  void loadChart(StateReader in) {
    average = in.next();
    oneSideSince = in.nextCount();
    variance.load(in);
  }
}
