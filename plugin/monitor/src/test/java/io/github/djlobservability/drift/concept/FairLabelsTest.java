package io.github.djlobservability.drift.concept;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FairLabelsTest {
  private final FairLabels fair = new FairLabels();

  @Test
  void whereAllWeightsAreTheSameEveryItemIsChosen() {
    assertThat(LongStream.range(0, 1000).allMatch(item -> fair.chooses(item, 0.3))).isTrue();
  }

  @Test
  void anItemThatStandsForFewerIsChosenMoreRarely() {
    long heavy = 0;
    long light = 0;
    for (long item = 0; item < 20_000; item++) {
      heavy += item % 2 == 0 && fair.chooses(item, 8) ? 1 : 0;
      light += item % 2 == 1 && fair.chooses(item, 2) ? 1 : 0;
    }
    assertThat(heavy).isEqualTo(10_000);
    assertThat(light).isBetween(2_350L, 2_650L);
  }

  @Test
  void aLargeWeightIsForgottenAfterAHundredItems() {
    assertThat(fair.chooses(1, 1000)).isTrue();
    assertThat(LongStream.range(2, 101).filter(item -> fair.chooses(item, 1)).count())
        .isLessThan(5);
    assertThat(LongStream.range(101, 201).allMatch(item -> fair.chooses(item, 1))).isTrue();
  }
}
