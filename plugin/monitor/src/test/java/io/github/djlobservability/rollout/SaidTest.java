package io.github.djlobservability.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SaidTest {

  @Test
  void anItemIsOfItsRequest() {
    for (int row : new int[] {0, 1, 70_000, Integer.MAX_VALUE}) {
      assertThat(Said.isOf(Said.item("a", row), "a")).isTrue();
      assertThat(Said.isOf(Said.item("a", row), "b")).isFalse();
    }
  }
}
