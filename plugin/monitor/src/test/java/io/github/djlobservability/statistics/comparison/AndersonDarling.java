package io.github.djlobservability.statistics.comparison;

import io.github.djlobservability.statistics.SortedSample;

/**
 * The Anderson-Darling test for two samples: the squared distance between the empirical
 * distribution functions, weighted so that the tails count as much as the middle.
 *
 * <pre>A2 = (N - 1) / N sum over samples i of 1 / n_i sum over distinct values j of
 *      l_j / N (N M_ij - n_i B_j)^2 / (B_j (N - B_j) - N l_j / 4)
 * T = (A2 - 1) / sd(A2)</pre>
 *
 * with {@code l_j} the ties at the value, {@code M_ij} and {@code B_j} the values below it plus
 * half of those equal to it, in the sample and in both (the mid-rank form).
 *
 * <p>Statistic: T, in standard deviations from its mean; negative when the samples are more alike
 * than usual. p-value: from the asymptotic distribution of A2, T brought to its mean and variance.
 * (SciPy interpolates in a table instead and cuts at 0.001 and 0.25.) With few distinct values it
 * comes out too small: below 0.05 in 6 % of cases at 20 values, in 8 % at 5; there use {@link
 * CramerVonMises}, which stays at 5 %. Undefined when both samples together have fewer than four
 * values. If all values are equal, A2 is 0.
 *
 * <p>F. W. Scholz and M. A. Stephens, <i>K-Sample Anderson-Darling Tests</i>, Journal of the
 * American Statistical Association 82, 1987.
 */
public final class AndersonDarling implements SampleMeasure {

  /** Variance of the asymptotic A2: {@code 2 sum of 1 / (j (j + 1))^2}. */
  private static final double ASYMPTOTIC_VARIANCE = 2 * (Math.PI * Math.PI / 3 - 3);

  private static final int MIN_TOTAL = 4;

  @Override
  public Measurement measure(SortedSample reference, SortedSample current) {
    if (reference.isEmpty() || current.isEmpty() || reference.size() + current.size() < MIN_TOTAL) {
      return Measurement.UNDEFINED;
    }
    double standardised =
        (squaredDistance(reference, current) - 1)
            / Math.sqrt(variance(reference.size(), current.size()));
    double asymptotic = 1 + standardised * Math.sqrt(ASYMPTOTIC_VARIANCE);
    return new Measurement(standardised, ChiSquareSum.ANDERSON_DARLING.survival(asymptotic));
  }

  private static double squaredDistance(SortedSample reference, SortedSample current) {
    double n = reference.size();
    double m = current.size();
    double total = n + m;
    double sum = 0;
    MergedSamples walk = new MergedSamples(reference, current);
    while (walk.next()) {
      double ties = walk.referenceTies() + walk.currentTies();
      double below = walk.referenceCount() + walk.currentCount() - ties / 2;
      double weight = below * (total - below) - total * ties / 4;
      if (weight > 0) {
        double referenceGap =
            total * (walk.referenceCount() - walk.referenceTies() / 2.0) - n * below;
        double currentGap = total * (walk.currentCount() - walk.currentTies() / 2.0) - m * below;
        double squares = referenceGap * referenceGap / n + currentGap * currentGap / m;
        sum += ties / total * squares / weight;
      }
    }
    return sum * (total - 1) / total;
  }

  /** Variance of A2 for two samples of these sizes; equation 4 of the paper with k = 2. */
  private static double variance(double n, double m) {
    double total = n + m;
    double inverseSizes = 1 / n + 1 / m;
    double harmonic = 0;
    double nested = 0;
    for (double i = total - 1; i >= 1; i--) {
      // Before 1 / i is added, harmonic is the sum of 1 / j for j from i + 1 to total - 1.
      nested += harmonic / (total - i);
      harmonic += 1 / i;
    }
    double a = (4 * nested - 6) + (10 - 6 * nested) * inverseSizes;
    double b =
        (2 * nested - 4) * 4
            + 16 * harmonic
            + (2 * nested - 14 * harmonic - 4) * inverseSizes
            - 8 * harmonic
            + 4 * nested
            - 6;
    double c =
        (6 * harmonic + 2 * nested - 2) * 4
            + (4 * harmonic - 4 * nested + 6) * 2
            + (2 * harmonic - 6) * inverseSizes
            + 4 * harmonic;
    double d = (2 * harmonic + 6) * 4 - 8 * harmonic;
    double numerator = ((a * total + b) * total + c) * total + d;
    return numerator / ((total - 1) * (total - 2) * (total - 3));
  }
}
