package io.github.djlobservability.rival;

import io.github.djlobservability.drift.Status;

/**
 * HDDM_A: the error rate of the whole stream against that of its best beginning, with Hoeffding's
 * bound between them.
 *
 * <pre>
 * cut: the n_cut first bits, at the n where mean + sqrt(ln(1 / driftConfidence) / (2 n)) was least
 * m = (n - n_cut) / (n n_cut)
 * limit(c) = sqrt(m / 2 ln(2 / c))</pre>
 *
 * Drift is when {@code mean - mean_cut > limit(driftConfidence)}, and the warning level the same
 * with {@code warningConfidence}. Two-sided, falls are sought too, against the beginning where
 * {@code mean - sqrt(...)} was greatest.
 *
 * <p>Input: one bit a prediction, set when it was wrong. Statistic: the gap between the means on
 * the side that is nearer to drift; threshold: its limit. A stream of equal bits is stable. Warms
 * up for one bit.
 *
 * <p>Memory: constant, about 150 bytes. Time: constant.
 *
 * <p>I. Frias-Blanco, J. del Campo-Avila, G. Ramos-Jimenez, R. Morales-Bueno, A. Ortiz-Diaz and Y.
 * Caballero-Mota, <i>Online and Non-Parametric Drift Detection Methods Based on Hoeffding's
 * Bounds</i>, IEEE Transactions on Knowledge and Data Engineering 27, 2015.
 */
public final class HddmA extends AbstractErrorBitDetector {

  private final boolean twoSided;

  /** The logarithms of the bounds, so that none is taken in an update. */
  private final double logCut;

  private final double logDrift;
  private final double logWarning;

  private long errors;
  private final Cut least = new Cut();
  private final Cut greatest = new Cut();

  /** The beginning of the stream with the most extreme bound so far. */
  private static final class Cut {
    private long size;
    private double mean;
    private double bound;

    void set(long newSize, double newMean, double newBound) {
      size = newSize;
      mean = newMean;
      bound = newBound;
    }

    void save(StateWriter out) {
      out.putCount(size);
      out.put(mean);
      out.put(bound);
    }

    void load(StateReader in) {
      set(in.nextCount(), in.next(), in.next());
    }
  }

  /**
   * Holds the parameters of HDDM_A.
   *
   * @param driftConfidence of the bound for drift, in (0, 1): smaller is slower and surer
   * @param warningConfidence of the bound for the warning level, from there to 1
   * @param twoSided whether falling error rates are drift too
   */
  public record Parameters(double driftConfidence, double warningConfidence, boolean twoSided) {

    public Parameters {
      Preconditions.between("driftConfidence", driftConfidence, 0, 1);
      Preconditions.between("warningConfidence", warningConfidence, driftConfidence, 1);
    }

    /** Drift at 0.001, warning at 0.005, rises only. */
    public static Parameters defaults() {
      return new Parameters(0.001, 0.005, false);
    }
  }

  /** An empty detector. */
  public HddmA(Parameters parameters) {
    twoSided = parameters.twoSided();
    logCut = Math.log(1 / parameters.driftConfidence());
    logDrift = Math.log(2 / parameters.driftConfidence());
    logWarning = Math.log(2 / parameters.warningConfidence());
    clear();
  }

  @Override
  public long samplesSinceOnset() {
    return sampleCount - nearer().size;
  }

  @Override
  Status evaluate(boolean isError) {
    errors += isError ? 1 : 0;
    double mean = (double) errors / sampleCount;
    double radius = Math.sqrt(logCut / (2 * sampleCount));
    if (mean + radius <= least.bound) {
      least.set(sampleCount, mean, mean + radius);
    }
    if (mean - radius >= greatest.bound) {
      greatest.set(sampleCount, mean, mean - radius);
    }
    if (sampleCount == 1) {
      return Status.WARMING_UP;
    }
    Cut cut = nearer();
    double gap = cut == least ? mean - cut.mean : cut.mean - mean;
    return judge(gap, limit(cut, logWarning), limit(cut, logDrift));
  }

  private Cut nearer() {
    if (!twoSided) {
      return least;
    }
    double mean = (double) errors / sampleCount;
    double rise = mean - least.mean - limit(least, logDrift);
    double fall = greatest.mean - mean - limit(greatest, logDrift);
    return rise >= fall ? least : greatest;
  }

  private double limit(Cut cut, double log) {
    double spread = (double) (sampleCount - cut.size) / sampleCount / cut.size;
    return Math.sqrt(spread / 2 * log);
  }

  @Override
  void clear() {
    errors = 0;
    least.set(0, 0, Double.MAX_VALUE);
    greatest.set(0, 0, -Double.MAX_VALUE);
  }

  @Override
  void save(StateWriter out) {
    out.putCount(errors);
    least.save(out);
    greatest.save(out);
  }

  @Override
  void load(StateReader in) {
    errors = in.nextCount();
    least.load(in);
    greatest.load(in);
  }
}
