package io.github.djlobservability.rival;

import io.github.djlobservability.drift.Status;

/**
 * ECDD: an exponentially weighted moving average of a model's errors against the overall error
 * rate.
 *
 * <pre>p_t = errors / t
 * e_t = 0.2 error_t + 0.8 e_(t-1)
 * s_t = sqrt(p_t (1 - p_t) 0.2 / 1.8 (1 - 0.8^(2 t)))
 * L(p) = 3.97 - 6.56 p + 48.73 p^3 - 330.13 p^5 + 848.18 p^7,   p taken as at most 0.4</pre>
 *
 * Drift is, from the {@code minSamples}-th bit on, when {@code e_t > p_t + limitScale L(p_t) s_t};
 * the warning level is at half the limit. {@code L} is the published limit for 0.2 as the weight of
 * the newest bit and one false alarm in 400 bits; measured, it is one in 190 at an error rate of
 * 0.01, 290 at 0.05, 380 at 0.2 and 420 at 0.4. With {@code limitScale} 1.5 it is one in 650,
 * 3,000, 28,000 and more. At error rates above 0.55 the limit cannot be reached.
 *
 * <p>Input: one bit a prediction, set when it was wrong. Statistic: {@code e_t - p_t}; threshold:
 * {@code limitScale L(p_t) s_t}. A stream without errors, or of errors only, is stable. Finds
 * rising error rates only.
 *
 * <p>Memory: constant, about 120 bytes. Time: constant.
 *
 * <p>G. J. Ross, N. M. Adams, D. K. Tasoulis and D. J. Hand, <i>Exponentially Weighted Moving
 * Average Charts for Detecting Concept Drift</i>, Pattern Recognition Letters 33, 2012.
 */
public final class Ecdd extends AbstractErrorBitDetector {

  private static final double LAMBDA = 0.2;

  /** Beyond it the polynomial is no longer the fit it was made for. */
  private static final double MAX_RATE = 0.4;

  private final Parameters parameters;
  private final FillingVariance variance = new FillingVariance(LAMBDA);
  private long errors;
  private double average;
  private long belowAt;

  /**
   * Holds the parameters of ECDD.
   *
   * @param minSamples bits before the first verdict, at least 2
   * @param limitScale widens the published control limit, positive; 1 is that limit
   */
  public record Parameters(int minSamples, double limitScale) {

    public Parameters {
      Preconditions.atLeast("minSamples", minSamples, 2);
      Preconditions.positive("limitScale", limitScale);
    }

    /** 30 samples and the published limit. */
    public static Parameters defaults() {
      return new Parameters(30, 1);
    }

    /** Returns these, with another scale. */
    public Parameters withLimitScale(double value) {
      return new Parameters(minSamples, value);
    }
  }

  /** An empty detector. */
  public Ecdd(Parameters parameters) {
    this.parameters = parameters;
  }

  @Override
  public long samplesSinceOnset() {
    return sampleCount - belowAt;
  }

  @Override
  Status evaluate(boolean isError) {
    errors += isError ? 1 : 0;
    average += LAMBDA * ((isError ? 1 : 0) - average);
    double rate = (double) errors / sampleCount;
    double excess = average - rate;
    if (excess <= 0) {
      belowAt = sampleCount;
    }
    double deviation = Math.sqrt(rate * (1 - rate) * variance.next());
    if (sampleCount < parameters.minSamples()) {
      return Status.WARMING_UP;
    }
    double limit = parameters.limitScale() * controlLimit(rate) * deviation;
    return judge(excess, limit / 2, limit);
  }

  private static double controlLimit(double rate) {
    double p = Math.min(rate, MAX_RATE);
    double p2 = p * p;
    return 3.97 + p * (-6.56 + p2 * (48.73 + p2 * (-330.13 + p2 * 848.18)));
  }

  @Override
  void clear() {
    errors = 0;
    average = 0;
    belowAt = 0;
    variance.clear();
  }

  @Override
  void save(StateWriter out) {
    out.putCount(errors);
    out.put(average);
    out.putCount(belowAt);
    variance.save(out);
  }

  @Override
  void load(StateReader in) {
    errors = in.nextCount();
    average = in.next();
    belowAt = in.nextCount();
    variance.load(in);
  }
}
