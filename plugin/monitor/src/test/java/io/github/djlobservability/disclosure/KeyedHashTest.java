package io.github.djlobservability.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyedHashTest {
  private static byte[] key(int first) {
    byte[] key = new byte[KeyedHash.KEY_BYTES];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) (first + i);
    }
    return key;
  }

  /** The authors' own vectors: the key 00 to 0f, the message 00, 01, 02 and so on. */
  @ParameterizedTest
  @CsvSource({
    "0, 726fdb47dd0e0e31",
    "2, 0d6c8009d9a94f5a",
    "4, cf2794e0277187b7",
    "6, cbc9466e58fee3ce",
    "8, 93f5f5799a932462"
  })
  void isSipHash(int bytes, String expected) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bytes; i += 2) {
      text.append((char) (i | (i + 1) << 8));
    }
    assertThat(new KeyedHash(key(0)).of(text)).isEqualTo(Long.parseUnsignedLong(expected, 16));
  }

  @Test
  void anotherKeyIsAnotherHash() {
    assertThat(new KeyedHash(key(0)).of("a")).isNotEqualTo(new KeyedHash(key(1)).of("a"));
  }

  @Test
  void whatIsHiddenIsRecognised() {
    String hidden = HiddenValue.of(0x0123456789abcdefL);
    assertThat(hidden).isEqualTo("hidden:0123456789abcdef");
    assertThat(HiddenValue.is(hidden)).isTrue();
    assertThat(HiddenValue.shown(hidden)).isEqualTo("(other)");
    assertThat(HiddenValue.is("hidden:0123456789abcdeg")).isFalse();
    assertThat(HiddenValue.shown("Private")).isEqualTo("Private");
  }
}
