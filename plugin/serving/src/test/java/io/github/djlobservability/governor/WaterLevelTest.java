package io.github.djlobservability.governor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WaterLevelTest {

  @Test
  void whoWantsLeastHasItAllAndTheOthersShareWhatItLeaves() {
    assertThat(WaterLevel.of(new double[] {100, 1, 50}, 31)).isEqualTo(15);
    assertThat(WaterLevel.of(new double[] {8, 8, 8}, 12)).isEqualTo(4);
  }

  @Test
  void whatNobodyWantsAnybodyMayTake() {
    assertThat(WaterLevel.of(new double[] {2, 3}, 10)).isEqualTo(8);
    assertThat(WaterLevel.of(new double[] {}, 10)).isEqualTo(10);
    assertThat(WaterLevel.of(new double[] {0, 0}, 10)).isEqualTo(10);
  }

  @Test
  void withNothingThereIsNothing() {
    assertThat(WaterLevel.of(new double[] {2, 3}, 0)).isZero();
  }
}
