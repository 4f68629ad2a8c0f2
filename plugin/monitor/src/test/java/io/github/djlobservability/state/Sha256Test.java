package io.github.djlobservability.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Held to the examples that NIST publishes for FIPS 180-4. */
class Sha256Test {
  private static final String OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void isWhatTheStandardSays() {
    assertThat(Sha256.hex("abc")).isEqualTo(OF_ABC);
    assertThat(Sha256.hex(""))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(Sha256.of("abc")).hasSize(32).startsWith(0xba, 0x78, 0x16);
  }

  @Test
  void partsAreOneContent() {
    assertThat(Sha256.hex("a".getBytes(UTF_8), "bc".getBytes(UTF_8))).isEqualTo(OF_ABC);
  }
}
