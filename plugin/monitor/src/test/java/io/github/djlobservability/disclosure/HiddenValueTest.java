package io.github.djlobservability.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HiddenValueTest {
  @Test
  void hiddenValuesAreToldApartByNumber() {
    assertThat(HiddenValue.shown(List.of(HiddenValue.of(7), "a", HiddenValue.of(8))))
        .containsExactly("(other)", "a", "(other) 2");
    assertThat(HiddenValue.shown(List.of(HiddenValue.of(7), "(other)", HiddenValue.of(8))))
        .as("beside all others")
        .containsExactly("(other) 2", "(other)", "(other) 3");
    assertThat(List.of("(other)", "(other) 2", "others", "(other)2"))
        .filteredOn(HiddenValue::isShown)
        .containsExactly("(other)", "(other) 2");
  }
}
