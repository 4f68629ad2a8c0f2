package io.github.djlobservability.drift.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MemoryTest {

  private static final long SEED = 9;
  private static final int ROWS = 2_000;

  @Test
  void valuesThatLackForAWhileAreWorthLessThanAsManyThatLackAtRandom() {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] atRandom = new double[ROWS];
    double[] forAWhile = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      atRandom[i] = random.nextInt(10) == 0 ? Double.NaN : random.nextGaussian();
      forAWhile[i] = i % 200 < 20 ? Double.NaN : random.nextGaussian();
    }
    Memory none = Memory.ofNumbers(atRandom, Dependence.consecutive(ROWS));
    assertThat(none.missing()).isLessThan(1.5);
    assertThat(none.values()).isLessThan(1.5);
    Memory outages = Memory.ofNumbers(forAWhile, Dependence.consecutive(ROWS));
    assertThat(outages.missing()).isGreaterThan(8);
    assertThat(outages.values()).isLessThan(1.5);
  }

  /** Categories seen once stand for those never seen: where these come together, so do those. */
  @Test
  void newCategoriesThatComeTogetherAreWorthLessThanAsManyAtRandom() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<String> atRandom = new ArrayList<>();
    List<String> together = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      atRandom.add(random.nextInt(10) == 0 ? "new " + i : "often");
      together.add(i % 200 < 20 ? "new " + i / 2 : "often");
    }
    assertThat(unseen(atRandom)).isLessThan(1.5);
    assertThat(unseen(together)).isGreaterThan(8);
  }

  private static double unseen(List<String> values) {
    return FeatureReference.categorical("x", DriftKind.DATA, values)
        .inTimeOrder(values)
        .unseenDependence();
  }
}
