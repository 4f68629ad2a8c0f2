package io.github.djlobservability.drift.incident;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How far apart two distributions over the reference's bins are. Of categories it is the total
 * variation, from 0 to 1. Of a number it is the Wasserstein distance of the bins' normal scores,
 * over the scores' standard deviation: how many deviations the values have moved, whatever their
 * distribution. Immutable.
 */
final class BinDistance {

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /** From each bin to the next, in standard deviations; empty for categories. */
  private final double[] steps;

  private BinDistance(double[] steps) {
    this.steps = steps;
  }

  static BinDistance ofCategories() {
    return new BinDistance(new double[0]);
  }

  /** Half a value more in each bin, so that no score is infinite. */
  static BinDistance ofNumbers(ReferenceBins reference) {
    int size = reference.size();
    double[] scores = new double[size];
    double all = reference.total() + size / 2.0;
    double below = 0;
    double variance = 0;
    for (int bin = 0; bin < size; bin++) {
      double share = (reference.count(bin) + 0.5) / all;
      scores[bin] = (density(below) - density(below + share)) / share;
      variance += share * scores[bin] * scores[bin];
      below += share;
    }
    double[] steps = new double[size - 1];
    Arrays.setAll(steps, bin -> scores[bin + 1] - scores[bin]);
    for (int bin = 0; bin < steps.length; bin++) {
      steps[bin] /= Math.sqrt(variance);
    }
    return new BinDistance(steps);
  }

  /** The normal density at the quantile of a share. */
  private static double density(double share) {
    return share <= 0 || share >= 1
        ? 0
        : NORMAL.density(NORMAL.inverseCumulativeProbability(share));
  }

  /** Returns whether it is of numbers, in standard deviations. */
  boolean isOfNumbers() {
    return steps.length > 0;
  }

  /** Returns the distance of two counts; 0 where one is empty. */
  double of(long[] before, long[] now) {
    double n = Arrays.stream(before).sum();
    double m = Arrays.stream(now).sum();
    if (n == 0 || m == 0) {
      return 0;
    }
    double sum = 0;
    double below = 0;
    for (int bin = 0; bin < before.length; bin++) {
      double gap = now[bin] / m - before[bin] / n;
      below += gap;
      if (!isOfNumbers()) {
        sum += Math.abs(gap) / 2;
      } else if (bin < steps.length) {
        sum += Math.abs(below) * steps[bin];
      }
    }
    return sum;
  }
}
