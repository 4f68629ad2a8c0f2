package io.github.djlobservability.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.config.PayloadSetting;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.observation.Fields;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.observation.PayloadReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerTest {

  @Test
  void findsTheUsualFields() {
    List<Fields> answers =
        read("[{\"class\": 1, \"probability\": 0.9}, {\"class\": 0, \"probability\": 0.6}]");
    assertThat(Answer.to(1, 2, answers, Settings.DEFAULTS)).isEqualTo(new Answer(0.0, 0.6));
  }

  @Test
  void takesTheFirstOfSeveralClassesOfOneItem() {
    List<Fields> answers =
        read("[{\"className\": \"cat\", \"probability\": 0.8}, {\"className\": \"dog\"}]");
    assertThat(Answer.to(0, 1, answers, Settings.DEFAULTS)).isEqualTo(new Answer("cat", 0.8));
  }

  @Test
  void takesTheFieldsThatAreAskedFor() {
    Settings settings =
        Settings.DEFAULTS
            .with(PayloadSetting.PREDICTION, "verdict")
            .with(PayloadSetting.SCORE, "risk");
    assertThat(Answer.to(0, 1, read("{\"verdict\": \"ok\", \"risk\": 3, \"class\": 1}"), settings))
        .isEqualTo(new Answer("ok", 3.0));
  }

  @Test
  void ofNumbersTheLargestIsTheClass() {
    assertThat(Answer.to(0, 1, read("[0.1, 0.7, 0.2]"), Settings.DEFAULTS).prediction())
        .isEqualTo(1.0);
    assertThat(Answer.to(0, 2, read("[[3.5], [4.5]]"), Settings.DEFAULTS))
        .isEqualTo(new Answer(3.5, null));
  }

  @Test
  void aBareValueIsThePrediction() {
    assertThat(Answer.to(0, 1, read("\"yes\""), Settings.DEFAULTS))
        .isEqualTo(new Answer("yes", null));
  }

  @Test
  void answersThatCannotBeMatchedAreNone() {
    assertThat(Answer.to(0, 2, read("{\"class\": 1}"), Settings.DEFAULTS)).isEqualTo(Answer.NONE);
    assertThat(Answer.to(0, 1, List.of(), Settings.DEFAULTS)).isEqualTo(Answer.NONE);
  }

  private static List<Fields> read(String json) {
    return PayloadReader.read(
        Payload.Body.of(json.getBytes(StandardCharsets.UTF_8), "application/json"));
  }
}
