package io.github.djlobservability.statistics;

import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.apache.commons.statistics.inference.PValueMethod;

/**
 * The two-sample Kolmogorov-Smirnov test: the greatest distance between the two empirical
 * distribution functions, {@code D = sup |F - G|}.
 *
 * <p>Statistic: D, from 0 to 1. p-value, two-sided: exact when both samples have fewer than 10,000
 * values, else from the asymptotic distribution; NaN when a sample has fewer than two values. Ties
 * are evaluated after all equal values, and then the p-value errs on the large side: below 0.05 in
 * 2.5 % of cases at 20 distinct values, in 1 % at 5. The exact p-value takes {@code O(n m)} at
 * worst.
 *
 * <p>N. Smirnov, <i>Table for Estimating the Goodness of Fit of Empirical Distributions</i>, Annals
 * of Mathematical Statistics 19, 1948; T. Viehmann, <i>Numerically more stable computation of the
 * p-values for the two-sample Kolmogorov-Smirnov test</i>, arXiv 2102.08037, 2021.
 */
public final class KolmogorovSmirnov implements SampleMeasure {

  private final KolmogorovSmirnovTest test;

  private KolmogorovSmirnov(PValueMethod method) {
    test = KolmogorovSmirnovTest.withDefaults().with(method);
  }

  /** With exact p-values for samples of fewer than 10,000 values. */
  public static KolmogorovSmirnov exact() {
    return new KolmogorovSmirnov(PValueMethod.AUTO);
  }

  /** With asymptotic p-values always: quick, and close from some 50 values on either side on. */
  public static KolmogorovSmirnov asymptotic() {
    return new KolmogorovSmirnov(PValueMethod.ASYMPTOTIC);
  }

  @Override
  public Measurement measure(SortedSample reference, SortedSample current) {
    if (reference.isEmpty() || current.isEmpty()) {
      return Measurement.UNDEFINED;
    }
    if (reference.size() < 2 || current.size() < 2) {
      return Measurement.distance(distance(reference, current));
    }
    var result = test.test(reference.values(), current.values());
    return new Measurement(result.getStatistic(), result.getPValue());
  }

  private static double distance(SortedSample reference, SortedSample current) {
    MergedSamples walk = new MergedSamples(reference, current);
    double largest = 0;
    while (walk.next()) {
      largest = Math.max(largest, Math.abs(walk.difference()));
    }
    return largest;
  }
}
