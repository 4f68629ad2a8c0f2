package io.github.djlobservability.profile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KnownValuesTest {

  private static KnownValues of(double... ascending) {
    return KnownValues.of(ascending, ascending[0], ascending[ascending.length - 1]);
  }

  @Test
  void aFloatOfARepeatedValueIsThatValue() {
    KnownValues known = of(0, 0.1, 0.1, 0.3, 2);
    assertThat(known.nearest((float) 0.1)).isEqualTo(0.1);
    assertThat(known.nearest((float) 0.3)).as("there once").isEqualTo((float) 0.3);
    assertThat(known.nearest(0.1001)).isEqualTo(0.1001);
  }

  @Test
  void whereTheReferenceTellsCloseValuesApartNoneIsChanged() {
    double top = 0.999_999_999_998;
    KnownValues known = of(0.5, 0.999_999_95, 0.999_999_97, 0.999_999_97, top);
    for (double number : new double[] {0.999_999_9, 0.999_999_96, 0.999_999_97, 0.999_999_999}) {
      assertThat(known.nearest(number)).isEqualTo(number);
    }
  }

  @Test
  void aFloatBeyondAnExtremeIsTheExtreme() {
    KnownValues known = of(-0.999_999_999_998, 0.5, 0.999_999_999_998);
    assertThat(known.nearest(1)).isEqualTo(0.999_999_999_998);
    assertThat(known.nearest(-1)).isEqualTo(-0.999_999_999_998);
    assertThat(known.nearest(1.001)).isEqualTo(1.001);
    assertThat(of(0, 20_260_101).nearest(20_260_102)).as("a day later").isEqualTo(20_260_102);
    assertThat(known.nearest(Double.NaN)).isNaN();
    assertThat(known.nearest(Double.POSITIVE_INFINITY)).isInfinite();
  }
}
