package io.github.djlobservability.drift.concept;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Prints and checks the figures of docs/drift.md for the SEA stream. Takes a minute.
 *
 * <pre>mvn -pl plugin/monitor -am test -Dtest=SeaStudy -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 */
class SeaStudy {

  private static final int SEEDS = 50;
  private static final double EXPECTED = 10_000;
  private static final double LIMIT = 400;

  @Test
  void everyChangeOfTheConceptIsFound() {
    List<SeaTrial> trials = new ArrayList<>();
    for (int seed = 1; seed <= SEEDS; seed++) {
      trials.add(new SeaTrial(seed, EXPECTED));
    }
    for (int change = 0; change < SeaStream.THRESHOLDS.length - 1; change++) {
      int at = change;
      double[] delays = trials.stream().mapToDouble(trial -> trial.delays[at]).sorted().toArray();
      double median = (delays[SEEDS / 2 - 1] + delays[SEEDS / 2]) / 2;
      System.out.printf(
          "change %d, %s -> %s: median %.0f, 5 %% %.0f, 95 %% %.0f, missed %d%n",
          change + 1,
          SeaStream.THRESHOLDS[change],
          SeaStream.THRESHOLDS[change + 1],
          median,
          delays[SEEDS / 20],
          delays[SEEDS - 1 - SEEDS / 20],
          Arrays.stream(delays).filter(Double::isInfinite).count());
      assertThat(median).isLessThanOrEqualTo(LIMIT);
    }
    double rows = trials.stream().mapToDouble(trial -> trial.stableRows).sum();
    double all = SEEDS * (double) SeaStream.ROWS * SeaStream.THRESHOLDS.length;
    int concept = trials.stream().mapToInt(trial -> trial.falseConceptAlarms).sum();
    int data = trials.stream().mapToInt(trial -> trial.dataAlarms).sum();
    System.out.printf(
        "stable rows: one concept alarm in %.0f; data alarms: one in %.0f (%d in %d streams)%n",
        rows / concept, all / data, data, SEEDS);
    // As many as asked for, give or take twice the standard error of a count.
    double asked = rows / EXPECTED;
    assertThat(concept + data * rows / all).isLessThanOrEqualTo(asked + 2 * Math.sqrt(asked));
  }
}
