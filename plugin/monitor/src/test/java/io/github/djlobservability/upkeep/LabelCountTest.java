package io.github.djlobservability.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LabelCountTest {
  private static final long SEED = 11;
  private static final int RUNS = 4_000;

  @Test
  void isTheTextbooksNumber() {
    // (1.645 sqrt(0.2 0.8) + 0.842 sqrt(0.25 0.75))^2 / 0.05^2
    assertThat(LabelCount.needed(0.2, 0.05)).isEqualTo(419);
    assertThat(LabelCount.needed(0.05, 0.05)).isEqualTo(150);
    assertThat(LabelCount.needed(0, 0.05)).isEqualTo(60);
  }

  /** As many labels find the rise in about four of five cases, and cry in one of twenty. */
  @Test
  void asManyLabelsFindTheRise() {
    for (double rate : new double[] {0.02, 0.1, 0.2, 0.4}) {
      int labels = (int) LabelCount.needed(rate, 0.05);
      double found = found(rate, rate + 0.05, labels);
      double cried = found(rate, rate, labels);
      System.out.printf(
          "seed %d: of %d labels at %.2f: found %.3f, false %.3f%n",
          SEED, labels, rate, found, cried);
      assertThat(found).isBetween(0.72, 0.97);
      assertThat(cried).isLessThan(0.08);
    }
  }

  private static double found(double before, double now, int labels) {
    SplittableRandom random = new SplittableRandom(SEED);
    double limit = before * labels + 1.645 * Math.sqrt(labels * before * (1 - before));
    int found = 0;
    for (int run = 0; run < RUNS; run++) {
      int errors = 0;
      for (int i = 0; i < labels; i++) {
        errors += random.nextDouble() < now ? 1 : 0;
      }
      found += errors > limit ? 1 : 0;
    }
    return (double) found / RUNS;
  }

  @Test
  void theSmallestRiseIsTheOneThatNeedsAsManyLabels() {
    double rise = LabelCount.shown(0.2, 419);
    assertThat(LabelCount.needed(0.2, rise)).isLessThanOrEqualTo(419);
    assertThat(rise).isBetween(0.049, 0.0501);
    assertThat(LabelCount.shown(0.2, 1)).isEqualTo(1);
  }
}
