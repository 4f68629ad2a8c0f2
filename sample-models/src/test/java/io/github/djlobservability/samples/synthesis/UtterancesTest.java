package io.github.djlobservability.samples.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.samples.speech.Digits;
import java.util.List;
import org.junit.jupiter.api.Test;

class UtterancesTest {

  private static final long SEED = 7;

  @Test
  void theSameSeedGivesTheSameUtterances() {
    List<Utterance> some = utterances(SEED);
    List<Utterance> again = utterances(SEED);

    for (int i = 0; i < some.size(); i++) {
      assertThat(again.get(i).words()).isEqualTo(some.get(i).words());
      assertThat(again.get(i).recording().samples()).isEqualTo(some.get(i).recording().samples());
    }
    assertThat(utterances(SEED + 1).get(0).recording().samples())
        .isNotEqualTo(some.get(0).recording().samples());
  }

  @Test
  void eachHasThreeToSevenDigitsAndRoomForThem() {
    assertThat(utterances(SEED))
        .allSatisfy(
            utterance -> {
              assertThat(utterance.words()).hasSizeBetween(3, 7);
              assertThat(Digits.WORDS).containsAll(utterance.words());
              double seconds = utterance.recording().samples().length / 16_000.0;
              assertThat(seconds / utterance.words().size()).isBetween(0.4, 1.4);
              assertThat(Sounds.rootMeanSquare(utterance.recording().samples()))
                  .isBetween(0.03, 0.2);
            });
  }

  private static List<Utterance> utterances(long seed) {
    try (Utterances utterances = new Utterances(seed)) {
      return utterances.next(4);
    }
  }
}
