package io.github.djlobservability.drift.detector;

/**
 * HDDM_W: an exponentially weighted error rate against the best it has been, with McDiarmid's bound
 * between them.
 *
 * <pre>e_1 = x_1, B_1 = 1;   e = lambda x + (1 - lambda) e,   B = lambda^2 + (1 - lambda)^2 B
 * cut: e and B where e + sqrt(B ln(1 / driftConfidence) / 2) was least
 * since: an average of the same kind, begun after the cut
 * limit(c) = sqrt((B_cut + B_since) ln(1 / c) / 2)</pre>
 *
 * Drift is when {@code e_since - e_cut > limit(driftConfidence)}, and the warning level the same
 * with {@code warningConfidence}. Two-sided, falls are sought too, against the cut where {@code e -
 * sqrt(...)} was greatest.
 *
 * <p>Input: one bit a prediction, set when it was wrong. Statistic: the gap between the averages on
 * the side that is nearer to drift; threshold: its limit. A stream of equal bits is stable. Warms
 * up for one bit.
 *
 * <p>Fast on large changes; blind to small ones: with defaults the limit never gets below 0.42, so
 * a change from 0.05 to 0.15 goes by.
 *
 * <p>Memory: constant, about 250 bytes. Time: constant.
 *
 * <p>I. Frias-Blanco, J. del Campo-Avila, G. Ramos-Jimenez, R. Morales-Bueno, A. Ortiz-Diaz and Y.
 * Caballero-Mota, <i>Online and Non-Parametric Drift Detection Methods Based on Hoeffding's
 * Bounds</i>, IEEE Transactions on Knowledge and Data Engineering 27, 2015.
 */
public final class HddmW extends AbstractErrorBitDetector {

  private final boolean twoSided;
  private final double logDrift;
  private final double logWarning;

  private final WeightedRate total;
  private final Side rises;
  private final Side falls;

  /** An exponentially weighted rate and the sum of its squared weights. */
  private static final class WeightedRate {
    private final double lambda;
    private double rate;

    /** 0 while empty. */
    private double weights;

    WeightedRate(double lambda) {
      this.lambda = lambda;
    }

    void add(double bit) {
      if (weights == 0) {
        set(bit, 1);
      } else {
        double kept = 1 - lambda;
        set(lambda * bit + kept * rate, lambda * lambda + kept * kept * weights);
      }
    }

    void set(double newRate, double newWeights) {
      rate = newRate;
      weights = newWeights;
    }

    void save(StateWriter out) {
      out.put(rate);
      out.put(weights);
    }

    void load(StateReader in) {
      set(in.next(), in.next());
    }
  }

  /** The search for moves of one sign: {@code sign * x} rises. */
  private static final class Side {
    private final double sign;
    private final WeightedRate cut;
    private final WeightedRate since;
    private double bound;
    private long cutAt;

    Side(double sign, double lambda) {
      this.sign = sign;
      cut = new WeightedRate(lambda);
      since = new WeightedRate(lambda);
      clear();
    }

    void add(double bit, WeightedRate total, double log, long sample) {
      double totalBound = sign * total.rate + Math.sqrt(total.weights * log / 2);
      if (totalBound < bound) {
        bound = totalBound;
        cutAt = sample;
        cut.set(total.rate, total.weights);
        since.set(0, 0);
      } else {
        since.add(bit);
      }
    }

    /** 0 right after a cut, when there is nothing to compare. */
    double gap() {
      return since.weights == 0 ? 0 : sign * (since.rate - cut.rate);
    }

    double limit(double log) {
      return Math.sqrt((cut.weights + since.weights) * log / 2);
    }

    void clear() {
      cut.set(0, 0);
      since.set(0, 0);
      bound = Double.MAX_VALUE;
      cutAt = 0;
    }

    void save(StateWriter out) {
      cut.save(out);
      since.save(out);
      out.put(bound);
      out.putCount(cutAt);
    }

    void load(StateReader in) {
      cut.load(in);
      since.load(in);
      bound = in.next();
      cutAt = in.nextCount();
    }
  }

  /**
   * What HDDM_W can be told.
   *
   * @param driftConfidence of the bound for drift, in (0, 1): smaller is slower and surer
   * @param warningConfidence of the bound for the warning level, from there to 1
   * @param lambda weight of the newest bit, in (0, 1)
   * @param twoSided whether falling error rates are drift too
   */
  public record Parameters(
      double driftConfidence, double warningConfidence, double lambda, boolean twoSided) {

    public Parameters {
      Arguments.between("driftConfidence", driftConfidence, 0, 1);
      Arguments.between("warningConfidence", warningConfidence, driftConfidence, 1);
      Arguments.between("lambda", lambda, 0, 1);
    }

    /** Drift at 0.001, warning at 0.005, lambda 0.05, rises only. */
    public static Parameters defaults() {
      return new Parameters(0.001, 0.005, 0.05, false);
    }
  }

  /** An empty detector. */
  public HddmW(Parameters parameters) {
    twoSided = parameters.twoSided();
    logDrift = Math.log(1 / parameters.driftConfidence());
    logWarning = Math.log(1 / parameters.warningConfidence());
    total = new WeightedRate(parameters.lambda());
    rises = new Side(1, parameters.lambda());
    falls = new Side(-1, parameters.lambda());
  }

  @Override
  public long samplesSinceOnset() {
    return sampleCount - nearer().cutAt;
  }

  @Override
  Status evaluate(boolean isError) {
    double bit = isError ? 1 : 0;
    total.add(bit);
    rises.add(bit, total, logDrift, sampleCount);
    falls.add(bit, total, logDrift, sampleCount);
    if (sampleCount == 1) {
      return Status.WARMING_UP;
    }
    Side side = nearer();
    return judge(side.gap(), side.limit(logWarning), side.limit(logDrift));
  }

  private Side nearer() {
    if (!twoSided) {
      return rises;
    }
    double rise = rises.gap() - rises.limit(logDrift);
    double fall = falls.gap() - falls.limit(logDrift);
    return rise >= fall ? rises : falls;
  }

  @Override
  void clear() {
    total.set(0, 0);
    rises.clear();
    falls.clear();
  }

  @Override
  void save(StateWriter out) {
    total.save(out);
    rises.save(out);
    falls.save(out);
  }

  @Override
  void load(StateReader in) {
    total.load(in);
    rises.load(in);
    falls.load(in);
  }
}
