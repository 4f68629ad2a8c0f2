package io.github.djlobservability.drift.cause;

import io.github.djlobservability.drift.reference.NumericCells;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Tells how far values are from a reference's by their ranks: the mean of their normal scores. In
 * standard deviations it is the shift of the mean, if the reference is normal; elsewhere a few
 * values far off count no more than the outermost of the reference. Stateless.
 */
final class RankEffect {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private RankEffect() {}

  /** Returns it; 0 without values. NaN is no value. */
  static double of(NumericCells cells, float[] values) {
    long[] counts = cells.counts();
    long[] upTo = new long[counts.length];
    long all = 0;
    for (int i = 0; i < counts.length; i++) {
      all += counts[i];
      upTo[i] = all;
    }
    double sum = 0;
    int present = 0;
    for (float value : values) {
      if (!Float.isNaN(value)) {
        int cell = cells.cell(value);
        double rank = upTo[cell] - counts[cell] / 2.0;
        sum += NORMAL.inverseCumulativeProbability((rank + 0.5) / (all + 1));
        present++;
      }
    }
    return present == 0 ? 0 : sum / present;
  }
}
