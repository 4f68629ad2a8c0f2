package io.github.djlobservability.payload.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextStatisticsTest {

  @Test
  void countsCharactersAndTokens() {
    TextStatistics text = TextStatistics.of("The cat -- THE dog, 42 times!");
    assertThat(text.length()).isEqualTo(29);
    assertThat(text.tokens()).isEqualTo(6);
    assertThat(text.tokenHashes()).as("\"the\" once").hasSize(5);
    assertThat(text.script()).isEqualTo("latin");
    assertThat(text.outOfVocabulary()).isNaN();
  }

  @Test
  void hashesTokensInLowerCaseWhereverTheyStand() {
    assertThat(TextStatistics.of("Straße ÉTÉ").tokenHashes())
        .containsExactlyInAnyOrder(TextStatistics.of("été, straße").tokenHashes());
  }

  @Test
  void tellsScriptsApart() {
    assertThat(TextStatistics.of("Привет, world peace").script()).isEqualTo("latin");
    assertThat(TextStatistics.of("Привет, мир OK").script()).isEqualTo("cyrillic");
    assertThat(TextStatistics.of("नमस्ते").script()).isEqualTo("devanagari");
    assertThat(TextStatistics.of("12:30 - 14:00").script()).isEqualTo("none");
    assertThat(TextStatistics.of("aб").script())
        .as("of equals the first by name")
        .isEqualTo("cyrillic");
  }

  @Test
  void anIdeographIsATokenAndMarksBelongToTheirLetter() {
    assertThat(TextStatistics.of("東京都2024年").tokens()).isEqualTo(5);
    assertThat(TextStatistics.of("नमस्ते").tokens()).isEqualTo(1);
    assertThat(TextStatistics.of("e\u0301te\u0301").tokens()).isEqualTo(1);
  }

  @Test
  void anEmptyTextIsAText() {
    TextStatistics text = TextStatistics.of("");
    assertThat(text.length()).isZero();
    assertThat(text.tokens()).isZero();
    assertThat(text.script()).isEqualTo("none");
  }

  @Test
  void aCharacterBeyondTheFirstPlaneIsOne() {
    assertThat(TextStatistics.of("😀😀").length()).isEqualTo(2);
  }

  @Test
  void aLongTextCostsNoMoreThanItsFirstTokens() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      text.append("word").append(i).append(' ');
    }
    TextStatistics statistics = TextStatistics.of(text.toString());
    assertThat(statistics.tokens()).isEqualTo(1000);
    assertThat(statistics.tokenHashes()).hasSize(TextStatistics.MAX_HASHES);
  }
}
