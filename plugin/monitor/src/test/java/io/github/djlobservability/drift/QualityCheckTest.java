package io.github.djlobservability.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.chart.Levels;
import io.github.djlobservability.drift.incident.MinEffect;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class QualityCheckTest {

  private static final int RUNS = 41;
  private static final int BEFORE = 1_000;
  private static final int HORIZON = 5_000;

  /** Returns the median of the items from a change of how often values lack to the alarm. */
  private static int median(double share, double changed) {
    int[] found = new int[RUNS];
    for (int seed = 0; seed < RUNS; seed++) {
      found[seed] = delay(share, changed, new SplittableRandom(seed));
    }
    Arrays.sort(found);
    System.out.printf("%s to %s, seeds 0 to %d: %d%n", share, changed, RUNS - 1, found[RUNS / 2]);
    return found[RUNS / 2];
  }

  private static int delay(double share, double changed, SplittableRandom random) {
    int rows = 2_000;
    QualityCheck check = new QualityCheck(Check.MISSING, share * rows, rows, 1, MinEffect.ANY);
    check.setLevels(Levels.ofDrift(80_000));
    for (int item = 1; item <= BEFORE + HORIZON; item++) {
      if (random.nextDouble() < (item <= BEFORE ? share : changed)) {
        Transition told = check.hit(item, true);
        if (told != null && told.status() == Status.DRIFT && item > BEFORE) {
          return item - BEFORE;
        }
      }
    }
    return HORIZON + 1;
  }

  @Test
  void valuesThatLackHalfAsOftenAgainAreFoundWhereSomeLackedBefore() {
    assertThat(median(0.1, 0.15)).isLessThan(900);
    assertThat(median(0.1, 0.2)).isLessThan(230);
  }

  @Test
  void valuesThatLackFiveTimesAsOftenAreFoundSoon() {
    assertThat(median(0.01, 0.05)).isLessThan(230);
  }

  /** A window of a week would have kept it for a week. */
  @Test
  void aWarningFadesWithoutTheEndOfAWindow() {
    QualityCheck check = new QualityCheck(Check.MISSING, 30, 3_000, 1, MinEffect.ANY);
    check.setLevels(Levels.ofDrift(80_000));
    long item = BEFORE;
    Transition told = null;
    while (told == null) {
      item += 15;
      told = check.hit(item, true);
    }
    assertThat(told.status()).isEqualTo(Status.WARNING);
    long warned = item;
    told = null;
    while (told == null && item < warned + HORIZON) {
      told = check.recover(++item);
    }
    System.out.printf("a warning of item %d is over at item %d%n", warned, item);
    assertThat(told).isNotNull();
    assertThat(told.status()).isEqualTo(Status.STABLE);
    assertThat(check.isOff()).isFalse();
  }
}
