package io.github.djlobservability.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConfidenceSequenceTest {

  /** Whenever one looks: few runs ever miss the mean. */
  @Test
  void holdsAtAllTimesAtOnce() {
    long seed = 4711;
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    int missed = 0;
    int runs = 1000;
    for (int run = 0; run < runs; run++) {
      double sum = 0;
      boolean misses = false;
      for (int n = 1; n <= 2000; n++) {
        sum += random.nextGaussian();
        misses |= Math.abs(sum / n) > ConfidenceSequence.radius(1, n, 0.05);
      }
      missed += misses ? 1 : 0;
    }
    assertThat(missed).isBetween(5, 50);
  }

  @Test
  void knowsHowManyItemsARadiusTakes() {
    double items = ConfidenceSequence.itemsFor(0.03, 0.2, 0.0125);
    assertThat(ConfidenceSequence.radius(0.2, items, 0.0125)).isCloseTo(0.03, within(1e-4));
    assertThat(ConfidenceSequence.itemsFor(0, 0.2, 0.05)).isInfinite();
    assertThat(ConfidenceSequence.itemsFor(1e-9, 1, 0.05)).isInfinite();
  }
}
