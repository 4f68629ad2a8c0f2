package io.github.djlobservability.drift.concept;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
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
    assertThat(fair.leftOut()).isEqualTo(20_000 - heavy - light);
  }

  @Test
  void goesOnAsItWasSaved() throws IOException {
    for (long item = 0; item < 150; item++) {
      boolean unused = fair.chooses(item, 1.0 + item % 9);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    fair.write(new DataOutputStream(bytes));
    FairLabels other = new FairLabels();
    other.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    for (long item = 150; item < 400; item++) {
      assertThat(other.chooses(item, 1)).isEqualTo(fair.chooses(item, 1));
    }
    assertThat(other.leftOut()).isEqualTo(fair.leftOut());
  }

  @Test
  void aLargeWeightIsForgottenAfterAHundredItems() {
    assertThat(fair.chooses(1, 1000)).isTrue();
    assertThat(LongStream.range(2, 101).filter(item -> fair.chooses(item, 1)).count())
        .isLessThan(5);
    assertThat(LongStream.range(101, 201).allMatch(item -> fair.chooses(item, 1))).isTrue();
  }
}
