package io.github.djlobservability.statistics.comparison;

import io.github.djlobservability.statistics.KllSketch;
import io.github.djlobservability.statistics.SortedSample;
import java.util.Arrays;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.apache.commons.statistics.inference.PValueMethod;
import org.jspecify.annotations.Nullable;

/**
 * The two-sample Kolmogorov-Smirnov test: the greatest distance between the two empirical
 * distribution functions, {@code D = sup |F - G|}.
 *
 * <p>Statistic: D, from 0 to 1. p-value, two-sided; NaN when a sample has fewer than two values.
 * Ties are evaluated after all equal values, and then the p-value errs on the large side: below
 * 0.05 in 2.5 % of cases at 20 distinct values, in 1 % at 5. Immutable and thread-safe.
 *
 * <p>N. Smirnov, <i>Table for Estimating the Goodness of Fit of Empirical Distributions</i>, Annals
 * of Mathematical Statistics 19, 1948; exact p-values: T. Viehmann, arXiv 2102.08037, 2021;
 * asymptotic ones with the correction for few values: M. A. Stephens, Journal of the Royal
 * Statistical Society B 32, 1970.
 */
public final class KolmogorovSmirnov implements SampleMeasure {

  /** Below it the series converges slowly, and is 1 to nine digits. */
  private static final double CERTAIN = 0.3;

  private static final int TERMS = 100;

  /** Quantiles of a sketch that are compared. */
  private static final int GRID = 4096;

  /** Standard errors that are seen at a level of 0.01. */
  private static final double SEEN = 1.63;

  private final @Nullable KolmogorovSmirnovTest exact;
  private final double dependence;

  private KolmogorovSmirnov(@Nullable KolmogorovSmirnovTest exact, double dependence) {
    this.exact = exact;
    this.dependence = dependence;
  }

  /**
   * With exact p-values for samples of fewer than 10,000 values, asymptotic ones beyond. Takes
   * {@code O(n m)} at worst.
   */
  public static KolmogorovSmirnov exact() {
    return new KolmogorovSmirnov(KolmogorovSmirnovTest.withDefaults().with(PValueMethod.AUTO), 1);
  }

  /** With asymptotic p-values always: quick, and close from some 50 values on either side on. */
  public static KolmogorovSmirnov asymptotic() {
    return asymptotic(1);
  }

  /**
   * With asymptotic p-values, for values that depend on those before them.
   *
   * @param dependence how many values are worth one independent value, above 0
   */
  public static KolmogorovSmirnov asymptotic(double dependence) {
    return new KolmogorovSmirnov(null, dependence);
  }

  @Override
  public Measurement measure(SortedSample reference, SortedSample current) {
    if (reference.isEmpty() || current.isEmpty()) {
      return Measurement.UNDEFINED;
    }
    if (reference.size() < 2 || current.size() < 2) {
      return Measurement.distance(distance(reference, current));
    }
    if (exact != null) {
      var result = exact.test(reference.values(), current.values());
      return new Measurement(result.getStatistic(), result.getPValue());
    }
    double distance = distance(reference, current);
    double n = reference.size();
    double m = current.size();
    return new Measurement(distance, survival(distance, n * m / (n + m) / dependence));
  }

  /**
   * Compares all numbers that two sketches have seen: their distance, less what may be error of the
   * sketches, is judged by the true counts. Takes no account of dependence.
   */
  public static Measurement ofSketches(KllSketch reference, KllSketch current) {
    double distance = distance(SortedSample.of(grid(reference)), SortedSample.of(grid(current)));
    double error = sketchError(reference, current);
    double sure = Math.max(0, distance - error);
    double n = reference.count();
    double m = current.count();
    return new Measurement(distance, survival(sure, n * m / (n + m)));
  }

  /** Returns how much of a distance may be error of the sketches. */
  static double sketchError(KllSketch reference, KllSketch current) {
    return Math.hypot(reference.rankError(), current.rankError()) + 1.0 / GRID;
  }

  /**
   * Returns whether {@link #ofSketches} sees smaller distances than samples of these sizes do,
   * whatever the numbers are.
   */
  public static boolean sketchesSeeMore(
      KllSketch reference, KllSketch current, double sample, double currentSample) {
    double bySamples = SEEN * Math.sqrt(1 / sample + 1 / currentSample);
    double all = SEEN * Math.sqrt(1.0 / reference.count() + 1.0 / current.count());
    return all + sketchError(reference, current) < bySamples;
  }

  /** Returns evenly spaced quantiles, which stand for all numbers. */
  public static double[] grid(KllSketch sketch) {
    double[] shares = new double[GRID];
    Arrays.setAll(shares, i -> (i + 0.5) / GRID);
    return sketch.quantiles(shares);
  }

  private static double distance(SortedSample reference, SortedSample current) {
    MergedSamples walk = new MergedSamples(reference, current);
    double largest = 0;
    while (walk.next()) {
      largest = Math.max(largest, Math.abs(walk.difference()));
    }
    return largest;
  }

  /** Returns the probability of a larger distance between {@code size} values and their law. */
  private static double survival(double distance, double size) {
    double root = Math.sqrt(size);
    double scaled = (root + 0.12 + 0.11 / root) * distance;
    if (scaled < CERTAIN) {
      return 1;
    }
    double sum = 0;
    for (int k = 1; k <= TERMS; k++) {
      sum += (k % 2 == 1 ? 2 : -2) * Math.exp(-2.0 * k * k * scaled * scaled);
    }
    return Math.min(1, Math.max(0, sum));
  }
}
