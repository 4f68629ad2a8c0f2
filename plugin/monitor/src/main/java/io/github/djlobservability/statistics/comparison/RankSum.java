package io.github.djlobservability.statistics.comparison;

import io.github.djlobservability.statistics.SortedSample;

/** Mann-Whitney's U of scores, with the variance it has when nothing has drifted. */
record RankSum(double wins, double pairs, double variance) {

  /** Pairs in which a current score is higher count one, ties half. */
  static RankSum of(SortedSample reference, SortedSample current) {
    double n = reference.size();
    double m = current.size();
    double total = n + m;
    double wins = 0;
    double tieTerm = 0;
    MergedSamples walk = new MergedSamples(reference, current);
    while (walk.next()) {
      double below = walk.referenceCount() - walk.referenceTies() / 2.0;
      wins += walk.currentTies() * below;
      double ties = walk.referenceTies() + walk.currentTies();
      tieTerm += ties * ties * ties - ties;
    }
    double variance = n * m / 12 * (total + 1 - tieTerm / (total * (total - 1)));
    return new RankSum(wins, n * m, variance);
  }
}
