package io.github.djlobservability.payload.document;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLookTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        " {\"a\": 1}\n",
        "{ \"a\\\"b\" : [1]}",
        "[1]",
        "[-1.5e3, 2]",
        "[[[0.5]]]",
        "[NaN, 1]",
        "[-Infinity]",
        "[null]",
        "[true,false]",
        "[\"a\", \"b\"]",
        "[{\"a\": 1}]",
        "{\"a\": 1}\n{\"a\": 2}",
        "\ufeff{\"a\": 1}"
      })
  void knowsJson(String body) {
    assertThat(JsonLook.isAt(body.getBytes(UTF_8))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[",
        "[[",
        "[INST] Write a poem. [/INST]",
        "{user} said hello {name}",
        "[1 2 3]",
        "[x]",
        "[-]",
        "{\"a\"}",
        "{\"a",
        "{\"a\": 1",
        "\"a text\"",
        "5",
        "a,b\n1,2"
      })
  void knowsWhatIsNone(String body) {
    assertThat(JsonLook.isAt(body.getBytes(UTF_8))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\": 1}", "[1]"})
  void bytesOfTwoAreNone(String body) {
    assertThat(JsonLook.isAt(body.getBytes(UTF_16LE))).isFalse();
  }
}
