package io.github.djlobservability.rival;

import io.github.djlobservability.drift.Status;

/**
 * EDDM: the distance between errors against the widest it has been.
 *
 * <p>The distance is the number of predictions from one error to the next. At each error
 *
 * <pre>m = mean + 2 sd of the distances so far (sd with n - 1)
 * m_max = the greatest m after more than warmUp bits</pre>
 *
 * Drift is, after more than {@code warmUp} errors, when {@code m / m_max < drift}, and the warning
 * level when it is below {@code warning}.
 *
 * <p>Input: one bit a prediction, set when it was wrong. Statistic: {@code 1 - m / m_max}, from 0
 * to 1; threshold: {@code 1 - drift}. Between errors the status stays. A stream without errors
 * warms up for ever; one of errors only is stable. Finds slow rises of the error rate that DDM
 * misses, at the price of false alarms: with defaults about two in 1,000 predictions.
 *
 * <p>Memory: constant, about 120 bytes. Time: constant.
 *
 * <p>M. Baena-Garcia, J. del Campo-Avila, R. Fidalgo, A. Bifet, R. Gavalda and R. Morales-Bueno,
 * <i>Early Drift Detection Method</i>, Fourth International Workshop on Knowledge Discovery from
 * Data Streams, 2006.
 */
public final class Eddm extends AbstractErrorBitDetector {

  private final Parameters parameters;
  private final RunningMoments distances = new RunningMoments();
  private long errors;
  private long lastErrorAt;
  private double widest;

  /**
   * Holds the parameters of EDDM.
   *
   * @param warmUp bits without a maximum, and errors without a verdict, at least 1
   * @param warning share of the widest below which there is a warning, in (0, 1)
   * @param drift share of the widest below which there is drift, less than {@code warning}
   */
  public record Parameters(int warmUp, double warning, double drift) {

    public Parameters {
      Preconditions.atLeast("warmUp", warmUp, 1);
      Preconditions.between("warning", warning, 0, 1);
      Preconditions.between("drift", drift, 0, warning);
    }

    /** Warm-up 30, warning below 0.95, drift below 0.9. */
    public static Parameters defaults() {
      return new Parameters(30, 0.95, 0.9);
    }
  }

  /** An empty detector. */
  public Eddm(Parameters parameters) {
    this.parameters = parameters;
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
    if (!isError) {
      return status();
    }
    errors++;
    distances.add((double) (sampleCount - lastErrorAt));
    lastErrorAt = sampleCount;
    double width = distances.mean() + 2 * distances.standardDeviation();
    if (sampleCount > parameters.warmUp() && width > widest) {
      widest = width;
    }
    if (errors <= parameters.warmUp()) {
      return Status.WARMING_UP;
    }
    return judge(1 - width / widest, 1 - parameters.warning(), 1 - parameters.drift());
  }

  @Override
  void clear() {
    distances.clear();
    errors = 0;
    lastErrorAt = 0;
    widest = 0;
  }

  @Override
  void save(StateWriter out) {
    distances.save(out);
    out.putCount(errors);
    out.putCount(lastErrorAt);
    out.put(widest);
  }

  @Override
  void load(StateReader in) {
    distances.load(in);
    errors = in.nextCount();
    lastErrorAt = in.nextCount();
    widest = in.next();
  }
}
