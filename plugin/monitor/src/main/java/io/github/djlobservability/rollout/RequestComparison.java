package io.github.djlobservability.rollout;

import io.github.djlobservability.rollout.RolloutFinding.Quantity;
import java.util.Arrays;
import java.util.List;

/**
 * Compares how often requests fail, and how often they are slow: slower than 95 % of the baseline's
 * last {@value #DURATIONS}. That is a share, so that a single request that hangs counts as one; a
 * mean would be moved by it alone. Not thread-safe.
 */
final class RequestComparison {
  private static final double SLOW_FROM = 0.95;
  private static final int DURATIONS = 1000;
  private static final int DURATIONS_APART = 50;

  private final Measured failed = Measured.ofRequests(true);
  private final Measured slow = Measured.ofRequests(true);
  private final double[] durations = new double[DURATIONS];
  private long durationCount;
  private double slowFrom = Double.NaN;

  /**
   * Takes in a request that is over.
   *
   * @param seconds that it took
   */
  void add(boolean ofCandidate, long epochMillis, boolean hasFailed, double seconds) {
    failed.add(ofCandidate, epochMillis, epochMillis, hasFailed ? 1 : 0);
    if (hasFailed) {
      // One that is refused at once is not quick.
      return;
    }
    if (!Double.isNaN(slowFrom)) {
      slow.add(ofCandidate, epochMillis, epochMillis, seconds > slowFrom ? 1 : 0);
    }
    if (!ofCandidate) {
      took(seconds);
    }
  }

  private void took(double seconds) {
    durations[(int) (durationCount % DURATIONS)] = seconds;
    durationCount++;
    if (durationCount >= SlowFrom.LEAST && durationCount % DURATIONS_APART == 0) {
      double[] sorted = Arrays.copyOf(durations, (int) Math.min(DURATIONS, durationCount));
      Arrays.sort(sorted);
      slowFrom = sorted[(int) (SLOW_FROM * (sorted.length - 1))];
    }
  }

  List<RolloutJudgement> judgements(VersionNames names, RolloutSettings settings) {
    if (failed.pace().isEmpty()) {
      return List.of();
    }
    FindingWords ofSlow = FindingWords.ofSlow(names, new SlowFrom(slowFrom, durationCount));
    return List.of(
        judgement(FindingWords.of(names, Quantity.FAILED, Unit.SHARE, null), settings, failed),
        judgement(ofSlow, settings, slow));
  }

  private static RolloutJudgement judgement(
      FindingWords words, RolloutSettings settings, Measured measured) {
    Estimate estimate = measured.estimate();
    return new RolloutJudgement(
        words, estimate, measured.pace(), settings.tolerated(words.quantity(), estimate, false));
  }

  long bytes() {
    return failed.bytes() + slow.bytes() + 8L * DURATIONS;
  }
}
