package io.github.djlobservability.drift.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Compares cuts, counts and groups of cells with plain arrays. */
class CellsTest {
  private static final double[] PROBES = {
    Double.NEGATIVE_INFINITY,
    -1e300,
    -1,
    -0.5,
    0,
    0.1f,
    0.1,
    1,
    1 << 25,
    1e300,
    Double.POSITIVE_INFINITY,
    Double.NaN
  };

  @Test
  void aNumberIsFoundAmongCutsAsByABinarySearch() {
    SplittableRandom random = new SplittableRandom(3);
    for (int size = 0; size < 70; size++) {
      boolean floats = size % 2 == 0;
      double[] cuts =
          random
              .doubles(size, -2, 2)
              .map(x -> floats ? (float) x : x)
              .sorted()
              .distinct()
              .toArray();
      Cuts sought = Cuts.of(cuts);
      assertThat(sought.toArray()).isEqualTo(cuts);
      assertFound(cuts);
    }
  }

  @Test
  void aNumberIsFoundAmongCutsHoweverTheyAreSpread() {
    SplittableRandom random = new SplittableRandom(4);
    for (double power : new double[] {0.1, 1, 3, 9, 60}) {
      double[] cuts =
          random
              .doubles(1_000, -1, 1)
              .map(x -> Math.copySign(Math.pow(Math.abs(x) * 100_000, power), x))
              .sorted()
              .distinct()
              .toArray();
      assertFound(cuts);
      assertFound(Arrays.stream(cuts).map(cut -> (float) cut).distinct().toArray());
    }
    assertFound(new double[] {-Double.MAX_VALUE, -1, 0, 1, Double.MAX_VALUE});
    assertFound(new double[] {-Double.MIN_VALUE, 0, Double.MIN_VALUE});
    assertFound(new double[] {Double.NEGATIVE_INFINITY, 3, Double.POSITIVE_INFINITY});
  }

  private static void assertFound(double[] cuts) {
    Cuts sought = Cuts.of(cuts);
    for (double number : PROBES) {
      assertCell(sought, cuts, number);
    }
    for (double cut : cuts) {
      assertCell(sought, cuts, cut);
      assertCell(sought, cuts, Math.nextUp(cut));
      assertCell(sought, cuts, Math.nextDown(cut));
      assertCell(sought, cuts, cut / 3);
    }
  }

  private static void assertCell(Cuts sought, double[] cuts, double number) {
    int found = Arrays.binarySearch(cuts, number + 0.0); // -0.0 is 0.0
    int expected = found >= 0 ? 2 * found + 1 : -2 * (found + 1);
    assertThat(sought.cell(number)).as("%s in %s", number, cuts).isEqualTo(expected);
  }

  @Test
  void countsGrowBeyondEightBits() {
    CellCounts counts = new CellCounts(new long[] {3, 254, 0, 7});
    for (int i = 0; i < 5; i++) {
      counts.increment(1);
      counts.increment(2);
      assertThat(counts.toArray()).containsExactly(3, 255 + i, i + 1, 7);
    }
  }

  @Test
  void sumsInAGroupAreThoseOfItsCells() {
    for (long scale : new long[] {1, 255 / 47, 65_535 / 47, 1L << 40}) {
      for (int size : new int[] {0, 1, 16, 21, 32, 48}) {
        long[] plain = new long[size];
        Arrays.setAll(plain, i -> i * scale);
        CellCounts counts = new CellCounts(plain);
        for (int cell = 0; cell <= size; cell++) {
          int first = cell / CellCounts.GROUP * CellCounts.GROUP;
          assertThat(counts.sumInGroup(cell))
              .isEqualTo(Arrays.stream(plain, first, cell).sum())
              .isEqualTo(counts.sum(first, cell));
        }
      }
    }
  }

  @Test
  void countsGrowBeyondSixteenBits() {
    long[] plain = {0, 65_534, 3, 1L << 40};
    CellCounts small = new CellCounts(Arrays.copyOf(plain, 3));
    CellCounts large = new CellCounts(plain);
    for (int i = 0; i < 5; i++) {
      small.increment(1);
      large.increment(3);
      assertThat(small.toArray()).containsExactly(0, 65_535 + i, 3);
      assertThat(small.sum(0, 3)).isEqualTo(65_538 + i);
      assertThat(large.of(3)).isEqualTo((1L << 40) + 1 + i);
    }
  }

  @Test
  void groupsAreThoseOfTheirCells() {
    byte[] many = new byte[2 * NumericCells.MAX_CUTS + 1];
    for (int cell = 0; cell < many.length; cell++) {
      many[cell] = (byte) Math.sqrt(cell); // several groups a few cells apart, and long ones
    }
    byte[][] all = {many, {0, 0, 2, 2, 2, 3, 7}, {0, 1, 2, 3}, {0, 2, 2, 3}, {0, 1, 1}, {}};
    for (byte[] groups : all) {
      CellGroups made = new CellGroups(groups);
      for (int cell = 0; cell < groups.length; cell++) {
        assertThat(made.of(cell)).isEqualTo(groups[cell]);
      }
    }
    assertThat(new CellGroups(new byte[] {4, 4}).of(0)).isEqualTo(4);
  }
}
