package io.github.djlobservability.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SortedSearchTest {
  private static final long SEED = 1;

  @Test
  void countsAsGoingThroughAllDoes() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int size = 0; size < 40; size++) {
      double[] sorted = random.ints(size, 0, 12).asDoubleStream().sorted().toArray();
      for (double value = -1; value <= 13; value += 0.5) {
        double wanted = value;
        String told = "seed " + SEED + ", " + size + " numbers, " + value;
        assertThat((long) SortedSearch.below(sorted, value))
            .as(told)
            .isEqualTo(Arrays.stream(sorted).filter(x -> x < wanted).count());
        assertThat((long) SortedSearch.upTo(sorted, value))
            .as(told)
            .isEqualTo(Arrays.stream(sorted).filter(x -> x <= wanted).count());
      }
    }
  }

  @Test
  void zerosAreEqualAndNothingIsBelowNoNumber() {
    double[] zeros = {-0.0, 0.0};
    assertThat(SortedSearch.below(zeros, 0.0)).isZero();
    assertThat(SortedSearch.upTo(zeros, -0.0)).isEqualTo(2);
    assertThat(SortedSearch.below(zeros, Double.NaN)).isZero();
    assertThat(SortedSearch.upTo(zeros, Double.NaN)).isZero();
  }
}
