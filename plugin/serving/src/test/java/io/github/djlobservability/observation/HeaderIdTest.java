package io.github.djlobservability.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HeaderIdTest {
  @Test
  void isAsTheClientWroteIt() {
    assertThat(HeaderId.of("order-7")).isSameAs("order-7");
    assertThat(HeaderId.of(inBytes("Zürich 東京"))).isEqualTo("Zürich 東京");
  }

  @Test
  void anotherCharacterSetStaysAsItIs() {
    assertThat(HeaderId.of("Z\u00fcrich")).isEqualTo("Z\u00fcrich");
    assertThat(HeaderId.of("東京")).isEqualTo("東京");
  }

  /** Each byte is a character, as netty reads headers. */
  private static String inBytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
