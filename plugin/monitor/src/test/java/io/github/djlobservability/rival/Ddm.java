package io.github.djlobservability.rival;

import io.github.djlobservability.drift.Status;

/**
 * DDM: the error rate against the best it has been.
 *
 * <pre>p = errors / n,   s = sqrt(p (1 - p) / n)
 * (p_min, s_min) = p and s where p + s was least, after minSamples bits</pre>
 *
 * Drift is when {@code p + s > p_min + drift s_min}, and the warning level the same with {@code
 * warning}.
 *
 * <p>Input: one bit a prediction, set when it was wrong. Statistic: {@code p + s}; threshold:
 * {@code p_min + drift s_min}. While there has been no error the minimum is 0, so that the first
 * error is drift, as it is in River 0.26. Finds rising error rates only, slow ones late, and at low
 * error rates has false alarms: more than one a run at 0.05 before a change at 2,000.
 *
 * <p>Memory: constant, about 100 bytes. Time: constant.
 *
 * <p>J. Gama, P. Medas, G. Castillo and P. Rodrigues, <i>Learning with Drift Detection</i>, SBIA
 * 2004.
 */
public final class Ddm extends AbstractErrorBitDetector {

  private final Parameters parameters;
  private long errors;
  private double leastRate;
  private double leastDeviation;

  /**
   * Holds the parameters of DDM.
   *
   * @param minSamples bits without a verdict, at least 1
   * @param warning deviations above the minimum that are a warning, positive
   * @param drift deviations above the minimum that are drift, more than {@code warning}
   */
  public record Parameters(int minSamples, double warning, double drift) {

    public Parameters {
      Preconditions.atLeast("minSamples", minSamples, 1);
      Preconditions.between("warning", warning, 0, drift);
      Preconditions.positive("drift", drift);
    }

    /** 30 samples, warning at 2 deviations, drift at 3. */
    public static Parameters defaults() {
      return new Parameters(30, 2, 3);
    }
  }

  /** An empty detector. */
  public Ddm(Parameters parameters) {
    this.parameters = parameters;
    clear();
  }

  /**
   * {@inheritDoc}
   *
   * <p>As in the paper, since the warning that became drift.
   */
  @Override
  public long samplesSinceOnset() {
    return samplesSinceCalm();
  }

  @Override
  Status evaluate(boolean isError) {
    errors += isError ? 1 : 0;
    if (sampleCount <= parameters.minSamples()) {
      return Status.WARMING_UP;
    }
    double rate = (double) errors / sampleCount;
    double deviation = Math.sqrt(rate * (1 - rate) / sampleCount);
    double level = rate + deviation;
    if (level <= leastRate + leastDeviation) {
      leastRate = rate;
      leastDeviation = deviation;
    }
    return judge(
        level,
        leastRate + parameters.warning() * leastDeviation,
        leastRate + parameters.drift() * leastDeviation);
  }

  @Override
  void clear() {
    errors = 0;
    leastRate = Double.MAX_VALUE;
    leastDeviation = 0;
  }

  @Override
  void save(StateWriter out) {
    out.putCount(errors);
    out.put(leastRate);
    out.put(leastDeviation);
  }

  @Override
  void load(StateReader in) {
    errors = in.nextCount();
    leastRate = in.next();
    leastDeviation = in.next();
  }
}
