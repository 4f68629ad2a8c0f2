package io.github.djlobservability.drift.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.reference.NumericCells;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
      String words = ScaleChange.words(NumericCells.ofSample(reference), current, 1);
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
    assertThat(told(ScaleChangeTest::amounts, r -> 100 * amounts(r), 400, hundred))
        .isGreaterThan(160);
    assertThat(told(ScaleChangeTest::lengths, r -> lengths(r) / 2.205, 60, "2.205 times as small"))
        .isGreaterThan(160);
  }

  /** A microphone that is 17 dB louder is no mile. */
  @Test
  void numbersBelowZeroHaveNoUnitToBeToldBy() {
    assertThat(
            told(r -> -50.5 + 5 * r.nextGaussian(), r -> -33 + 3.3 * r.nextGaussian(), 60, "value"))
        .isZero();
    assertThat(told(SplittableRandom::nextGaussian, r -> 1000 * r.nextGaussian(), 500, "value"))
        .isZero();
  }

  @Test
  void fewValuesTellNoUnitButTheMeasuredFactor() {
    assertThat(told(ScaleChangeTest::lengths, r -> 2.205 * lengths(r), 15, "2.205")).isZero();
    assertThat(told(ScaleChangeTest::lengths, r -> 2.205 * lengths(r), 15, "about 2"))
        .isGreaterThan(150);
  }

  @ParameterizedTest
  @CsvSource({
    "60, 60",
    "24, 24",
    "3600, '3,600'",
    "7, 7",
    "3.6, 3.6",
    "2.54, 2.54",
    "1.609, 1.609",
    "100, 100",
    "10000, '10,000'"
  })
  void theFactorIsTheMeasuredOne(double factor, String told) {
    for (String words : new String[] {"large", "small"}) {
      double times = words.equals("large") ? factor : 1 / factor;
      String exact = "values are about " + told + " times as " + words;
      assertThat(told(ScaleChangeTest::lengths, r -> times * lengths(r), 100, exact))
          .as(exact)
          .isGreaterThan(180);
    }
  }

  @Test
  void whatIsNoUnitHasTheDigitsThatAreKnown() {
    for (long seed = 1; seed <= 20; seed++) {
      assertThat(told(seed, 5, 100)).matches("values are about (4[.]9|5)[.0-9]* times as large");
      assertThat(told(seed, 45, 100)).matches("values are about 4[4-6][.0-9]* times as large");
    }
  }

  private static @Nullable String told(long seed, double factor, int values) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] before = random.doubles(REFERENCE).map(x -> lengths(random)).toArray();
    double[] now = random.doubles(values).map(x -> factor * lengths(random)).toArray();
    return ScaleChange.words(NumericCells.ofSample(before), now, 1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.609, 3.281, 7, 24, 60, 100, 3600})
  void aUnitIsNotTakenForItsNeighbour(double factor) {
    for (int values : new int[] {5, 10, 30, 100, 500}) {
      int right = 0;
      for (long seed = 0; seed < SEEDS; seed++) {
        Double read = read(seed, factor, values);
        right += read == null || Math.abs(Math.log(read / factor)) < 0.25 ? 1 : 0;
      }
      assertThat(right).as("of %d, %d values", SEEDS, values).isGreaterThanOrEqualTo(SEEDS - 2);
    }
  }

  private static @Nullable Double read(long seed, double factor, int values) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] before = random.doubles(REFERENCE).map(x -> amounts(random)).toArray();
    double[] now = random.doubles(values).map(x -> factor * amounts(random)).toArray();
    String words = ScaleChange.words(NumericCells.ofSample(before), now, 1);
    return words == null ? null : Double.valueOf(words.replaceAll("[^.0-9]", ""));
  }

  @Test
  void anotherColumnIsNoOtherUnit() {
    for (int values : new int[] {5, 10, 50, 200, 500}) {
      assertThat(told(ScaleChangeTest::delays, ScaleChangeTest::distances, values, "")).isZero();
      assertThat(told(ScaleChangeTest::distances, ScaleChangeTest::delays, values, "")).isZero();
    }
  }

  /** Many a little below zero, a few far above. */
  private static double delays(SplittableRandom random) {
    return Math.rint(random.nextInt(10) < 6 ? -8 * random.nextDouble() : 20 * amounts(random) / 20);
  }

  private static double distances(SplittableRandom random) {
    return Math.exp(6.7 + 0.7 * random.nextGaussian());
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
    return ScaleChange.words(NumericCells.ofSample(new double[] {1, 2, 3, 4, 5}), current, 1);
  }

  @Test
  void whatTellsNothingIsNotTold() {
    assertThat(words()).isNull();
    assertThat(words(100, 200, 300)).as("few values").isNull();
    assertThat(words(0, 0, 0, 0, 0, 0)).isNull();
    assertThat(words(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY)).isNull();
    assertThat(words(1000, 2000, 3000, 4000, 5000)).as("could be 600 times").isNull();
    double[] constant = {7, 7, 7};
    double[] current = {700, 700, 700, 700, 700, 700};
    assertThat(ScaleChange.words(NumericCells.ofSample(constant), current, 1)).isNull();
  }
}
