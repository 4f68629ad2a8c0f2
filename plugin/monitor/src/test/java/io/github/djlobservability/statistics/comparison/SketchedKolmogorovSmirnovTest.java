package io.github.djlobservability.statistics.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.statistics.KllSketch;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** All numbers that sketches have seen are compared; seeds 1 to 20. */
class SketchedKolmogorovSmirnovTest {

  private static final int SEEDS = 20;
  private static final int ROWS = 60_000;

  private static KllSketch sketch(int rows, double shift, boolean whole, SplittableRandom random) {
    KllSketch sketch = new KllSketch(1024, random.nextLong());
    for (int i = 0; i < rows; i++) {
      double value = random.nextGaussian() + shift;
      sketch.add(whole ? Math.rint(value) : value);
    }
    return sketch;
  }

  @Test
  void withoutAChangeFewAreSignificant() {
    for (boolean whole : new boolean[] {false, true}) {
      int significant = 0;
      for (long seed = 1; seed <= SEEDS; seed++) {
        SplittableRandom random = new SplittableRandom(seed);
        KllSketch before = sketch(ROWS, 0, whole, random);
        KllSketch after = sketch(ROWS, 0, whole, random);
        double p = KolmogorovSmirnov.ofSketches(before, after).pValue();
        significant += p <= 0.05 ? 1 : 0;
      }
      System.out.printf("whole %s: %d of %d significant at 5 %%%n", whole, significant, SEEDS);
      assertThat(significant).isLessThanOrEqualTo(3);
    }
  }

  @Test
  void aShiftOfATwentiethOfADeviationIsSure() {
    for (long seed = 1; seed <= 4; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      KllSketch before = sketch(3 * ROWS, 0, false, random);
      KllSketch after = sketch(3 * ROWS, 0.05, false, random);
      assertThat(KolmogorovSmirnov.sketchesSeeMore(before, after, 10_000, 10_000)).isTrue();
      Measurement all = KolmogorovSmirnov.ofSketches(before, after);
      assertThat(all.pValue()).as("seed " + seed).isLessThan(1e-9);
      assertThat(all.statistic()).isBetween(0.015, 0.026);
    }
  }

  @Test
  void whereTheSampleHoldsAllItTells() {
    SplittableRandom random = new SplittableRandom(1);
    KllSketch before = sketch(10_000, 0, false, random);
    assertThat(KolmogorovSmirnov.sketchesSeeMore(before, before, 10_000, 10_000)).isFalse();
  }
}
