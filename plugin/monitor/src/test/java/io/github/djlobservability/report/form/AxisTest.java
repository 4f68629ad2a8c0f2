package io.github.djlobservability.report.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {

  private static List<String> labels(Axis axis) {
    return axis.ticks().stream().map(Axis.Tick::label).toList();
  }

  @Test
  void ticksAreRoundNumbers() {
    assertThat(labels(new Axis(0, 1, 0, false)))
        .containsExactly("0", "0.2", "0.4", "0.6", "0.8", "1.0");
    assertThat(labels(new Axis(-3.1, 3.3, 0, false))).containsExactly("-2", "0", "2");
    assertThat(labels(new Axis(17.2, 93, 0, false))).containsExactly("20", "40", "60", "80");
    assertThat(labels(new Axis(0.0031, 0.0042, 0, false))).containsExactly("0.0035", "0.0040");
    assertThat(labels(new Axis(0, 45_312, 0, false)))
        .containsExactly("0", "10,000", "20,000", "30,000", "40,000");
    assertThat(labels(new Axis(0, 4e9, 0, false)))
        .containsExactly("0", "1e+09", "2e+09", "3e+09", "4e+09");
  }

  @Test
  void ticksOfWholeNumbersAreWholeNumbers() {
    assertThat(labels(new Axis(-0.5, 1.5, 0, true))).containsExactly("0", "1");
  }

  @Test
  void anAxisWithDistantEndsHasPowersOfTen() {
    Axis axis = new Axis(0, 50_000, 3, false);
    assertThat(labels(axis)).containsExactly("0", "10", "100", "1000", "10,000");
    assertThat(labels(new Axis(-1000, 1000, 1, false)))
        .containsExactly("-1000", "-100", "-10", "0", "10", "100", "1000");
  }

  @Test
  void positionsAndNumbersBelongTogether() {
    for (Axis axis : List.of(new Axis(-5, 20, 0, false), new Axis(-5, 20_000, 2, false))) {
      assertThat(axis.position(axis.from())).isZero();
      assertThat(axis.position(axis.to())).isEqualTo(1);
      assertThat(axis.position(axis.value(0.3))).isEqualTo(0.3, within(1e-12));
    }
  }
}
