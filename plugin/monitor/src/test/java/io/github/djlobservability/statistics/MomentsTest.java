package io.github.djlobservability.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MomentsTest {

  @Test
  void ofKnownNumbers() {
    Moments moments = of(2, 4, 4, 4, 5, 5, 7, 9);
    assertThat(moments.count()).isEqualTo(8);
    assertThat(moments.mean()).isEqualTo(5);
    assertThat(moments.variance()).isCloseTo(4, within(1e-12));
    assertThat(moments.standardDeviation()).isCloseTo(2, within(1e-12));
    assertThat(moments.minimum()).isEqualTo(2);
    assertThat(moments.maximum()).isEqualTo(9);
  }

  @Test
  void leavesOutWhatIsNotFinite() {
    Moments moments = of(Double.NaN, 1, Double.POSITIVE_INFINITY, 3, Double.NEGATIVE_INFINITY);
    assertThat(moments.count()).isEqualTo(2);
    assertThat(moments.mean()).isEqualTo(2);
    assertThat(moments.maximum()).isEqualTo(3);
  }

  @Test
  void isNanWithoutNumbers() {
    Moments moments = new Moments();
    assertThat(moments.mean()).isNaN();
    assertThat(moments.variance()).isNaN();
    assertThat(moments.minimum()).isNaN();
    assertThat(moments.maximum()).isNaN();
  }

  @Test
  void mergedTheyAreThoseOfAll() {
    Random random = new Random(11);
    Moments first = new Moments();
    Moments second = new Moments();
    Moments all = new Moments();
    for (int i = 0; i < 10_000; i++) {
      // Far from zero, where sums of squares would lose all digits.
      double value = 1e9 + random.nextGaussian();
      (i < 3000 ? first : second).add(value);
      all.add(value);
    }
    first.merge(second);
    first.merge(new Moments());
    assertThat(first.count()).isEqualTo(all.count());
    assertThat(first.mean()).isCloseTo(all.mean(), within(1e-5));
    assertThat(first.variance()).isCloseTo(all.variance(), within(1e-6));
    assertThat(first.variance()).isCloseTo(1, within(0.05));
    assertThat(first.minimum()).isEqualTo(all.minimum());
    assertThat(first.maximum()).isEqualTo(all.maximum());
  }

  private static Moments of(double... values) {
    Moments moments = new Moments();
    for (double value : values) {
      moments.add(value);
    }
    return moments;
  }
}
