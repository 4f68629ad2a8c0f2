package io.github.djlobservability.drift.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.reference.NumericCells;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScaleChangeTest {
  private static final int SEEDS = 200;
  private static final int REFERENCE = 2_000;

  /** Returns in how many runs the words contain a text. */
  private static int told(
      ToDoubleFunction<SplittableRandom> before,
      ToDoubleFunction<SplittableRandom> now,
      int values,
      String text) {
    int told = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      double[] reference =
          random.doubles(REFERENCE).map(x -> before.applyAsDouble(random)).toArray();
      double[] current = random.doubles(values).map(x -> now.applyAsDouble(random)).toArray();
      String words = ScaleChange.words(NumericCells.ofSample(reference), current);
      told += words != null && words.contains(text) ? 1 : 0;
    }
    return told;
  }

  private static double lengths(SplittableRandom random) {
    return 170 + 10 * random.nextGaussian();
  }

  private static double amounts(SplittableRandom random) {
    return Math.exp(3 + random.nextGaussian());
  }

  @Test
  void anotherUnitIsTold() {
    String hundred = "values are about 100 times as large";
    assertThat(told(ScaleChangeTest::lengths, r -> 100 * lengths(r), 10, hundred))
        .isGreaterThan(180);
    assertThat(told(ScaleChangeTest::amounts, r -> 100 * amounts(r), 30, hundred))
        .isGreaterThan(160);
    assertThat(
            told(ScaleChangeTest::lengths, r -> lengths(r) / 2.2, 30, "about 2.2 times as small"))
        .isGreaterThan(160);
    assertThat(
            told(
                SplittableRandom::nextGaussian, r -> 1000 * r.nextGaussian(), 30, "times as large"))
        .isGreaterThan(160);
  }

  @Test
  void aShiftIsNoOtherUnit() {
    for (int values : new int[] {5, 10, 100}) {
      assertThat(told(ScaleChangeTest::lengths, r -> lengths(r) + 1000, values, "")).isZero();
      assertThat(told(SplittableRandom::nextGaussian, r -> r.nextGaussian() + 20, values, ""))
          .isZero();
      assertThat(told(ScaleChangeTest::amounts, r -> amounts(r) + 1000, values, "")).isZero();
      assertThat(told(ScaleChangeTest::lengths, ScaleChangeTest::lengths, values, "")).isZero();
      assertThat(told(ScaleChangeTest::lengths, r -> -100 * lengths(r), values, "")).isZero();
    }
  }

  private static @Nullable String words(double... current) {
    return ScaleChange.words(NumericCells.ofSample(new double[] {1, 2, 3, 4, 5}), current);
  }

  @Test
  void whatTellsNothingIsNotTold() {
    assertThat(words()).isNull();
    assertThat(words(100, 200, 300)).as("few values").isNull();
    assertThat(words(0, 0, 0, 0, 0, 0)).isNull();
    assertThat(words(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY)).isNull();
    assertThat(words(1000, 2000, 3000, 4000, 5000))
        .isEqualTo("values are about 1,000 times as large");
    double[] constant = {7, 7, 7};
    double[] current = {700, 700, 700, 700, 700, 700};
    assertThat(ScaleChange.words(NumericCells.ofSample(constant), current)).isNull();
  }
}
