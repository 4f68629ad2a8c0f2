package io.github.djlobservability.drift.chart;

import io.github.djlobservability.drift.chart.bank.ChangeKind;
import io.github.djlobservability.drift.chart.bank.LikelihoodBank;
import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Tells from the ranks around the onset how a change came.
 *
 * <p>The gains of the chart that speaks loudest (logarithms of its density) are fitted twice by
 * least squares: with a step and with a ramp that lasts until now, each where it fits best. If the
 * ramp fits better by {@value #BETTER} in log-likelihood the change was not SUDDEN. Then the normal
 * scores of the later half tell: when old and new values alternate they spread by about the square
 * of their mean, GRADUAL; when the values themselves move their spread stays, INCREMENTAL.
 */
final class ChangeShape {

  private static final double BETTER = 2;
  private static final int MIN_ITEMS = 20;

  /** How many times the items since the onset are looked at. */
  private static final int LOOK_BACK = 6;

  private static final int STARTS = 64;
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private ChangeShape() {}

  /**
   * Which items tell.
   *
   * @param earliest the first whose rank is comparable with the others': before it, values were
   *     compared with something else, and an earlier change may show there
   * @param onset first changed item
   * @param last the last to look at: that of the alarm, or a later one
   */
  record Items(long earliest, long onset, long last) {
    long first() {
      long length = Math.min(RecentRanks.LENGTH, LOOK_BACK * (last - onset + 1));
      return Math.max(earliest, last - length + 1);
    }
  }

  /**
   * Returns the shape of a change.
   *
   * @param chart the chart that spoke loudest at the alarm
   */
  static DriftShape of(LikelihoodBank bank, int chart, RecentRanks ranks, Items items) {
    long first = items.first();
    long onset = items.onset();
    long last = items.last();
    double[] gains = new double[(int) (last - first + 1)];
    double[] scores = new double[gains.length];
    int size = 0;
    int later = 0;
    for (long item = first; item <= last; item++) {
      double rank = ranks.get(item);
      if (!Double.isNaN(rank)) {
        gains[size] = bank.gain(chart, rank);
        scores[size++] = NORMAL.inverseCumulativeProbability(bank.rank(rank));
        later += item < (onset + last) / 2 ? 1 : 0;
      }
    }
    if (size < MIN_ITEMS || !isRamp(Arrays.copyOf(gains, size))) {
      return DriftShape.SUDDEN;
    }
    boolean location = bank.alternative(chart).change() == ChangeKind.LOCATION;
    return location && keepsSpread(scores, later, size)
        ? DriftShape.INCREMENTAL
        : DriftShape.GRADUAL;
  }

  private static boolean isRamp(double[] gains) {
    int n = gains.length;
    double[] sums = new double[n + 1];
    double[] moments = new double[n + 1];
    double squares = 0;
    for (int i = 0; i < n; i++) {
      sums[i + 1] = sums[i] + gains[i];
      moments[i + 1] = moments[i] + i * gains[i];
      squares += gains[i] * gains[i];
    }
    double all = squares - sums[n] * sums[n] / n;
    double step = all - explainedByStep(sums);
    double ramp = all - explainedByRamp(sums, moments);
    return ramp > 0 && n / 2.0 * Math.log(step / ramp) > BETTER;
  }

  /** Returns the most that a step explains of the squares around the mean. */
  private static double explainedByStep(double[] sums) {
    int n = sums.length - 1;
    double most = 0;
    for (int at = 1; at < n; at++) {
      double gap = sums[at] / at - (sums[n] - sums[at]) / (n - at);
      most = Math.max(most, gap * gap * at * (n - at) / n);
    }
    return most;
  }

  /** Returns the most that a constant followed by a straight line explains of them. */
  private static double explainedByRamp(double[] sums, double[] moments) {
    int n = sums.length - 1;
    double most = 0;
    for (int i = 0; i < STARTS; i++) {
      int start = (int) ((long) i * (n - 3) / STARTS);
      double rising = n - 1.0 - start; // the line's last value; before its start it is 0
      double sum = rising * (rising + 1) / 2;
      double squares = rising * (rising + 1) * (2 * rising + 1) / 6;
      double cross =
          moments[n] - moments[start] - start * (sums[n] - sums[start]) - sums[n] * sum / n;
      most = Math.max(most, cross * cross / (squares - sum * sum / n));
    }
    return most;
  }

  private static boolean keepsSpread(double[] scores, int from, int to) {
    double mean = Arrays.stream(scores, from, to).average().orElse(0);
    double variance =
        Arrays.stream(scores, from, to).map(z -> (z - mean) * (z - mean)).sum() / (to - from);
    return variance < 1 + mean * mean / 2;
  }
}
