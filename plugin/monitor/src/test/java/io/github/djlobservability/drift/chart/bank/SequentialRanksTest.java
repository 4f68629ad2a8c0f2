package io.github.djlobservability.drift.chart.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.reference.NumericCells;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequentialRanksTest {

  private static final long SEED = 11;
  private static final int ITEMS = 200_000;

  @ParameterizedTest(name = "reference of {0}")
  @ValueSource(ints = {1, 20, 1_000, 5_000})
  void ranksOfNumbersAreUniformAndIndependentHoweverSmallTheReference(int reference) {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] sample = new double[reference];
    Arrays.setAll(sample, i -> Math.exp(random.nextGaussian()));
    NumericCells cells = NumericCells.ofSample(sample);
    SequentialRanks ranks = new SequentialRanks(cells.counts());
    double[] found = new double[ITEMS];
    Arrays.setAll(
        found, i -> ranks.next(cells.cell(Math.exp(random.nextGaussian())), random.nextDouble()));
    assertUniformAndIndependent(found);
  }

  @Test
  void ranksOfCategoriesAreUniformAndIndependent() {
    SplittableRandom random = new SplittableRandom(SEED);
    SequentialRanks ranks = new SequentialRanks(new long[] {70, 20, 10});
    // The reference's shares are those of the stream up to chance; the ranks need no more.
    double[] found = new double[ITEMS];
    Arrays.setAll(
        found,
        i -> {
          double draw = random.nextDouble();
          return ranks.next(draw < 0.7 ? 0 : draw < 0.9 ? 1 : 2, random.nextDouble());
        });
    assertUniformAndIndependent(found);
  }

  @Test
  void countsAreThoseOfAPlainArray() {
    SplittableRandom random = new SplittableRandom(SEED);
    long[] counts = new long[600];
    Arrays.setAll(counts, i -> random.nextInt(4));
    SequentialRanks ranks = new SequentialRanks(counts);
    for (int i = 0; i < 2_000; i++) {
      int cell = random.nextInt(counts.length);
      double noise = random.nextDouble();
      long below = Arrays.stream(counts, 0, cell).sum();
      long all = Arrays.stream(counts).sum();
      assertThat(ranks.below(cell)).isEqualTo(below);
      assertThat(ranks.next(cell, noise))
          .isEqualTo((below + noise * (counts[cell] + 1)) / (all + 1));
      counts[cell]++;
      assertThat(ranks.total()).isEqualTo(all + 1);
    }
  }

  /** Each of 100 cells of two successive ranks has its share, within five standard errors. */
  private static void assertUniformAndIndependent(double[] ranks) {
    long[] pairs = new long[100];
    for (int i = 0; i + 1 < ranks.length; i += 2) {
      assertThat(ranks[i]).isStrictlyBetween(0.0, 1.0);
      pairs[10 * tenth(ranks[i]) + tenth(ranks[i + 1])]++;
    }
    double expected = ranks.length / 200.0;
    for (long pair : pairs) {
      assertThat((double) pair)
          .isBetween(expected - 5 * Math.sqrt(expected), expected + 5 * Math.sqrt(expected));
    }
  }

  private static int tenth(double rank) {
    return (int) (rank * 10);
  }
}
