package io.github.djlobservability.drift.chart;

/**
 * Whether evidence comes from the values or only from the random ranks among equal ones.
 *
 * <p>Equal values have ranks drawn at random, which keeps thresholds right for columns with few
 * different values; but a column that never changes must not be said to drift because of the draws.
 * So before an alarm the last items are weighed again with each density averaged over all ranks
 * that the value could have had. Without ties that changes nothing.
 */
final class TieCheck {

  /** Share of the evidence that must be left. */
  private static final double LEFT = 0.5;

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

  /** Returns whether enough evidence is left of the items from one to another, both included. */
  boolean isOfValues(RecentRanks ranks, RecentValues values, long from, long to) {
    int chart = bank.leading();
    double drawn = 0;
    double averaged = 0;
    for (long item = Math.max(from, to - RecentValues.LENGTH + 1); item <= to; item++) {
      double rank = ranks.get(item);
      if (!Double.isNaN(rank)) {
        drawn += bank.logDensity(chart, rank);
        averaged += Math.log(average(chart, accepted.cell(values.get(item))));
      }
    }
    return averaged > LEAST && averaged >= LEFT * drawn;
  }

  private double average(int chart, int cell) {
    double low = (double) past.below(cell) / (past.total() + 1);
    double high = (past.below(cell + 1) + 1.0) / (past.total() + 1);
    return bank.meanDensity(chart, low, high);
  }
}
