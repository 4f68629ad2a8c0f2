package io.github.djlobservability.drift.chart;

import io.github.djlobservability.drift.chart.bank.LikelihoodBank;
import java.util.Arrays;

/**
 * Tells where in the recent ranks a chart's change began.
 *
 * <p>The likelihood of a change at item k is the product of the chart's densities from k on. Its
 * maximum is the estimate; the interval leaves 2.5 % of the likelihood out on either side, which is
 * the credible interval when every item is as likely to be the first.
 *
 * @param item first changed item
 * @param earliest first item of the interval
 * @param latest last item of the interval
 */
public record ChangePoint(long item, long earliest, long latest) {

  private static final double OUTSIDE = 0.025;

  /**
   * Looks back from an item.
   *
   * @param since first item the charts have seen since they were last restarted
   */
  static ChangePoint find(LikelihoodBank bank, RecentRanks ranks, long since, long last) {
    int chart = bank.leading();
    long first = Math.max(since, last - RecentRanks.LENGTH + 1);
    double[] log = new double[(int) (last - first + 1)];
    double sum = 0;
    for (int i = log.length - 1; i >= 0; i--) {
      double rank = ranks.get(first + i);
      sum += Double.isNaN(rank) ? 0 : bank.gain(chart, rank);
      log[i] = sum;
    }
    double highest = Arrays.stream(log).max().orElse(0);
    double[] cumulative = new double[log.length];
    double total = 0;
    int best = 0;
    for (int i = 0; i < log.length; i++) {
      total += Math.exp(log[i] - highest);
      cumulative[i] = total;
      best = log[i] > log[best] ? i : best;
    }
    return new ChangePoint(
        first + best,
        first + Math.min(best, firstAtLeast(cumulative, OUTSIDE * total)),
        first + Math.max(best, firstAtLeast(cumulative, (1 - OUTSIDE) * total)));
  }

  private static int firstAtLeast(double[] ascending, double value) {
    int i = 0;
    while (i < ascending.length - 1 && ascending[i] < value) {
      i++;
    }
    return i;
  }
}
