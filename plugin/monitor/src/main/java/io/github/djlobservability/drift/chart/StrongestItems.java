package io.github.djlobservability.drift.chart;

import io.github.djlobservability.drift.chart.bank.LikelihoodBank;
import java.util.List;
import java.util.stream.LongStream;

/** The recent items that a chart's evidence owes most to. */
final class StrongestItems {

  public static final int MOST = 5;

  private StrongestItems() {}

  /** Numbers of at most {@value #MOST} items, strongest first, latest first among equals. */
  static List<Long> find(LikelihoodBank bank, int chart, RecentRanks ranks, long from, long to) {
    long first = Math.max(from, to - RecentValues.LENGTH + 1);
    long[] found = new long[MOST];
    double[] gains = new double[MOST];
    int size = 0;
    for (long item = to; item >= first; item--) {
      double rank = ranks.get(item);
      double gain = Double.isNaN(rank) ? 0 : bank.gain(chart, rank);
      if (gain > 0) {
        size = insert(found, gains, size, item, gain);
      }
    }
    return LongStream.of(found).limit(size).boxed().toList();
  }

  private static int insert(long[] found, double[] gains, int size, long item, double gain) {
    int place = size;
    while (place > 0 && gains[place - 1] < gain) {
      place--;
    }
    for (int i = Math.min(size, MOST - 1); i > place; i--) {
      found[i] = found[i - 1];
      gains[i] = gains[i - 1];
    }
    if (place < MOST) {
      found[place] = item;
      gains[place] = gain;
    }
    return Math.min(size + 1, MOST);
  }
}
