package io.github.djlobservability.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HiddenValueTest {
  @Test
  void hiddenValuesAreToldApartByNumber() {
    assertThat(HiddenValue.shown(List.of(HiddenValue.of(7), "a", HiddenValue.of(8))))
        .containsExactly("(other)", "a", "(other) 2");
  }
}
