package io.github.djlobservability.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.config.Settings;
import io.github.djlobservability.observation.Fields;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.observation.PayloadReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PredictedAnswerTest {

  @Test
  void aClassWithItsProbability() {
    assertThat(read("{\"class\": 1, \"probability\": 0.75}", null))
        .isEqualTo(new PredictedAnswer("1", Map.of("1", .75), .75));
    assertThat(read("{\"label\": true}", null))
        .isEqualTo(new PredictedAnswer("true", Map.of(), Double.NaN));
    assertThat(read("{\"class\": \"a\", \"score\": 12}", null))
        .isEqualTo(new PredictedAnswer("a", Map.of(), 12));
  }

  @Test
  void theClassificationsOfDjl() {
    assertThat(
            read(
                "[{\"className\": \"cat\", \"probability\": 0.75},"
                    + "{\"className\": \"dog\", \"probability\": 0.25}]",
                null))
        .isEqualTo(new PredictedAnswer("cat", Map.of("cat", .75, "dog", .25), .75));
  }

  @Test
  void aVectorThatAddsUpToOne() {
    assertThat(read("[[0.25, 0.625, 0.125]]", null))
        .isEqualTo(new PredictedAnswer("1", Map.of("0", .25, "1", .625, "2", .125), .625));
    assertThat(read("[[3, -5]]", null)).isEqualTo(new PredictedAnswer("0", Map.of(), 3));
  }

  @Test
  void aNumberIsANumberUnlessTheReferenceSaysOtherwise() {
    PredictedAnswer number = new PredictedAnswer(3.5, Map.of(), Double.NaN);
    assertThat(read("{\"prediction\": 3.5}", null)).isEqualTo(number);
    assertThat(read("3.5", null)).isEqualTo(number);
    assertThat(read("{\"prediction\": 3}", true))
        .isEqualTo(new PredictedAnswer("3", Map.of(), Double.NaN));
    assertThat(read("{\"class\": 3}", false))
        .isEqualTo(new PredictedAnswer(3.0, Map.of(), Double.NaN));
  }

  @Test
  void whatTellsNothingIsNoPrediction() {
    assertThat(read("{\"else\": 1}", null)).isNull();
    assertThat(read("{\"class\": [1, 2]}", null)).isNull();
  }

  private static @Nullable PredictedAnswer read(String json, @Nullable Boolean classes) {
    List<Fields> answers =
        PayloadReader.read(
            Payload.Body.of(json.getBytes(StandardCharsets.UTF_8), "application/json"));
    return PredictedAnswer.to(0, 1, answers, Settings.DEFAULTS, classes);
  }
}
