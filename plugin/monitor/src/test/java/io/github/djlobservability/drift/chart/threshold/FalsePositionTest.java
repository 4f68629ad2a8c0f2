package io.github.djlobservability.drift.chart.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class FalsePositionTest {

  private static final double PRECISION = 1e-4;

  private static double zero(DoubleUnaryOperator function, int most) {
    AtomicInteger points = new AtomicInteger();
    double zero =
        FalsePosition.zero(
            x -> {
              points.incrementAndGet();
              return function.applyAsDouble(x);
            },
            0,
            60,
            PRECISION);
    assertThat(points.get()).isLessThanOrEqualTo(most);
    return zero;
  }

  @Test
  void ofAStraightLineTakesThreePoints() {
    assertThat(zero(x -> x - 17.3, 3)).isCloseTo(17.3, within(PRECISION));
  }

  @Test
  void ofBentLinesTakesFew() {
    assertThat(zero(x -> Math.log1p(Math.exp(x - 20)) - 3, 12)).isCloseTo(22.95, within(0.01));
    assertThat(zero(x -> Math.log1p(x) - 1, 15)).isCloseTo(Math.E - 1, within(0.001));
  }

  @Test
  void endsAtAJump() {
    assertThat(zero(x -> x < 31.4 ? -1 : 5, 62)).isCloseTo(31.4, within(PRECISION));
  }

  @Test
  void isAnEndWhereThereIsNone() {
    assertThat(zero(x -> x + 1, 1)).isZero();
    assertThat(zero(x -> x - 61, 2)).isEqualTo(60);
  }
}
