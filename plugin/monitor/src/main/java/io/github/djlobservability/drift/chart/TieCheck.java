package io.github.djlobservability.drift.chart;

import io.github.djlobservability.drift.chart.bank.Accepted;
import io.github.djlobservability.drift.chart.bank.LikelihoodBank;
import io.github.djlobservability.drift.chart.bank.SequentialRanks;

/**
 * Whether evidence comes from the values, or only from how many items there were and how ranks were
 * drawn. The statistic of a column that never changes grows by one with each item, until it reaches
 * any level; and of a model that never errs now and then a rank is drawn that an error would have.
 * So before an alarm the last items are weighed again, each with its density averaged over all
 * ranks that the value could have had.
 */
final class TieCheck {

  /** Evidence below this may be an error of rounding. */
  private static final double LEAST = 1e-6;

  private final LikelihoodBank bank;
  private final SequentialRanks past;
  private final Accepted accepted;

  TieCheck(LikelihoodBank bank, SequentialRanks past, Accepted accepted) {
    this.bank = bank;
    this.past = past;
    this.accepted = accepted;
  }

  /** Returns whether the items from one to another, both included, tell anything. */
  boolean isOfValues(RecentRanks ranks, RecentValues values, long from, long to) {
    int chart = bank.leading();
    double averaged = 0;
    for (long item = Math.max(from, to - RecentValues.LENGTH + 1); item <= to; item++) {
      if (!Double.isNaN(ranks.get(item))) {
        averaged += Math.log(average(chart, accepted.cell(values.get(item))));
      }
    }
    return averaged > LEAST;
  }

  private double average(int chart, int cell) {
    double low = (double) past.below(cell) / (past.total() + 1);
    double high = (past.below(cell + 1) + 1.0) / (past.total() + 1);
    return bank.meanDensity(chart, low, high);
  }
}
