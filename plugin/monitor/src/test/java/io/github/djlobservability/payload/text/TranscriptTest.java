package io.github.djlobservability.payload.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranscriptTest {

  @Test
  void leavesOutCaseAndPunctuation() {
    assertThat(Transcript.of(" Don't stop -- it's 5 o\u2019clock!\n").text())
        .isEqualTo("dont stop its 5 oclock");
    assertThat(Transcript.of("Ｆｕｌｌ ｗｉｄｔｈ").text()).as("NFKC").isEqualTo("full width");
    assertThat(Transcript.of(4712.0).text()).isEqualTo("4712");
    assertThat(Transcript.of("...").text()).isEmpty();
  }

  @Test
  void takesEachIdeographForAWord() {
    assertThat(Transcript.of("今日は GPU 晴れ。").words())
        .containsExactly("今", "日", "は", "gpu", "晴", "れ");
  }

  /** By jiwer 4.0.0: words and characters in error, of a label and what was written. */
  @ParameterizedTest
  @CsvSource({
    "the quick brown fox jumps over the lazy dog,"
        + " the quick brown fox jumped over lazy dogs, 3, 9, 7, 43",
    "four seven one two, four seven seven one, 2, 4, 7, 18",
    "one, one two three, 2, 1, 10, 3",
    "one two three, one, 2, 3, 10, 13",
    "a b c d, e f g h, 4, 4, 4, 7",
    "hello duck, hello, 1, 2, 5, 10",
    "monthly rent is two thousand, monthly rent is too thousand and one, 3, 5, 9, 28"
  })
  void countsErrorsAsJiwerDoes(
      String said, String written, int wordErrors, int words, int charErrors, int chars) {
    assertThat(TranscriptErrors.between(Transcript.of(written), Transcript.of(said)))
        .extracting(
            TranscriptErrors::wordErrors,
            TranscriptErrors::words,
            TranscriptErrors::characterErrors,
            TranscriptErrors::characters)
        .containsExactly(wordErrors, words, charErrors, chars);
  }

  @Test
  void aSilenceHasNoWordsAndMayHaveErrors() {
    TranscriptErrors errors =
        TranscriptErrors.between(Transcript.of("you you"), Transcript.of(" "));
    assertThat(errors.words()).isZero();
    assertThat(errors.wordErrors()).isEqualTo(2);
    assertThat(errors.share()).isEqualTo(2);
  }

  @Test
  void longerOnesAreNotCompared() {
    assertThat(Transcript.of("a".repeat(Transcript.MAX_CHARS)).isTooLong()).isFalse();
    assertThat(Transcript.of("a".repeat(Transcript.MAX_CHARS + 1)).isTooLong()).isTrue();
    assertThat(Transcript.of("\ufdfa".repeat(Transcript.MAX_CHARS)).isTooLong())
        .as("one sign that stands for eighteen characters")
        .isTrue();
  }

  /** The bits say what the table of Wagner and Fischer says. */
  @Test
  void distancesAreThoseOfTheTable() {
    long seed = 4;
    SplittableRandom random = new SplittableRandom(seed);
    for (int run = 0; run < 300; run++) {
      int[] one = random.ints(random.nextInt(260), 0, 6).toArray();
      int[] other = random.ints(random.nextInt(260), 0, 6).toArray();
      assertThat(EditDistance.of(one, other))
          .as("seed %d run %d", seed, run)
          .isEqualTo(table(one, other));
    }
  }

  private static int table(int[] one, int[] other) {
    int[] above = new int[other.length + 1];
    for (int j = 0; j <= other.length; j++) {
      above[j] = j;
    }
    for (int i = 1; i <= one.length; i++) {
      int[] row = new int[other.length + 1];
      row[0] = i;
      for (int j = 1; j <= other.length; j++) {
        int same = above[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
        row[j] = Math.min(same, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[other.length];
  }
}
