package io.github.djlobservability.drift;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Tells from the ranks since the onset how a change came.
 *
 * <p>Normal scores z that have kept their mean since the onset are of a SUDDEN change. Where they
 * have a trend (a t-value of {@value #TREND} and more), those of the later half tell: when old and
 * new values alternate they spread by about the square of their mean, GRADUAL; when the values
 * themselves move their spread stays, INCREMENTAL.
 */
final class ShapeTest {

  private static final double TREND = 3;
  private static final int MIN_ITEMS = 20;
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private ShapeTest() {}

  /** The shape of a change between two items, both included. */
  static DriftShape shape(LikelihoodBank bank, RecentRanks ranks, long from, long to) {
    int chart = bank.leading();
    double[] gains = new double[(int) Math.min(RecentRanks.LENGTH, to - from + 1)];
    double[] scores = new double[gains.length];
    int size = 0;
    for (long item = to - gains.length + 1; item <= to; item++) {
      double rank = ranks.get(item);
      if (!Double.isNaN(rank)) {
        gains[size] = bank.logDensity(chart, rank);
        scores[size++] = NORMAL.inverseCumulativeProbability(rank);
      }
    }
    if (size < MIN_ITEMS || trend(Arrays.copyOf(gains, size)) < TREND) {
      return DriftShape.SUDDEN;
    }
    boolean location = bank.alternative(chart).change() == Change.LOCATION;
    return location && keepsSpread(scores, size / 2, size)
        ? DriftShape.INCREMENTAL
        : DriftShape.GRADUAL;
  }

  /** The t-value of the slope of a straight line. */
  private static double trend(double[] values) {
    int n = values.length;
    double mean = Arrays.stream(values).average().orElse(0);
    double middle = (n - 1) / 2.0;
    double cross = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      cross += (i - middle) * (values[i] - mean);
      squares += (values[i] - mean) * (values[i] - mean);
    }
    double spread = (double) n * ((double) n * n - 1) / 12;
    double rest = squares - cross * cross / spread;
    return rest <= 0 ? 0 : cross / Math.sqrt(spread * rest / (n - 2));
  }

  private static boolean keepsSpread(double[] scores, int from, int to) {
    double mean = Arrays.stream(scores, from, to).average().orElse(0);
    double variance =
        Arrays.stream(scores, from, to).map(z -> (z - mean) * (z - mean)).sum() / (to - from);
    return variance < 1 + mean * mean / 2;
  }
}
