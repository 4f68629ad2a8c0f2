package io.github.djlobservability.suite.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void isTheMiddleHalf() {
    assertThat(Spread.of(List.of(5.0, 1.0, 3.0, 2.0, 4.0))).isEqualTo(new Spread(2, 3, 4));
  }

  @Test
  void liesBetweenNumbersWhereThereIsNone() {
    assertThat(Spread.of(List.of(1.0, 2.0, 3.0, 4.0))).isEqualTo(new Spread(1.75, 2.5, 3.25));
  }

  @Test
  void ofOneNumberIsThatNumber() {
    assertThat(Spread.of(List.of(7.0)).text(1)).isEqualTo("7.0 (7.0 to 7.0)");
  }

  @Test
  void ofNothingIsAnError() {
    assertThatThrownBy(() -> Spread.of(List.of())).isInstanceOf(IllegalArgumentException.class);
  }
}
