package io.github.djlobservability.drift.cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.djlobservability.drift.reference.NumericCells;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RankEffectTest {
  private static final long SEED = 7;

  private final Random random = new Random(SEED);

  private float[] normal(int count, double shift) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (random.nextGaussian() + shift);
    }
    return values;
  }

  private NumericCells reference() {
    double[] sample = new double[500];
    Arrays.setAll(sample, i -> random.nextGaussian());
    return NumericCells.ofSample(sample);
  }

  @Test
  void isTheShiftOfTheMeanInDeviations() {
    NumericCells reference = reference();
    assertThat(RankEffect.of(reference, normal(4_000, 0))).isCloseTo(0, within(0.1));
    assertThat(RankEffect.of(reference, normal(4_000, 0.5))).isCloseTo(0.5, within(0.1));
    assertThat(RankEffect.of(reference, normal(4_000, -1))).isCloseTo(-1, within(0.15));
  }

  @Test
  void aValueFarOffCountsAsTheOutermost() {
    NumericCells reference = reference();
    float[] values = normal(100, 0);
    double before = RankEffect.of(reference, values);
    values[0] = 1e30f;
    assertThat(RankEffect.of(reference, values) - before).isBetween(0.0, 0.07);
    values[1] = Float.NaN;
    assertThat(RankEffect.of(reference, values)).isFinite();
    assertThat(RankEffect.of(reference, new float[] {Float.NaN})).isZero();
  }

  @Test
  void valuesOfOneCellAreInItsMiddle() {
    NumericCells reference = NumericCells.ofSample(new double[] {5, 5, 5, 5});
    assertThat(RankEffect.of(reference, new float[] {5, 5})).isZero();
    assertThat(RankEffect.of(reference, new float[] {6})).isPositive();
  }
}
