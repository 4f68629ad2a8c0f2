package io.github.djlobservability.monitoring.items;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.payload.MediaBudget;
import io.github.djlobservability.payload.ReadingSettings;
import io.github.djlobservability.payload.media.MediaEmbedder;
import io.github.djlobservability.payload.text.Transcript;
import io.github.djlobservability.quality.PredictionKind;
import io.github.djlobservability.worker.MemoryBudget;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PredictedValueTest {

  @Test
  void aClassWithItsProbability() {
    assertThat(read("{\"class\": 1, \"probability\": 0.75}", null))
        .isEqualTo(new PredictedValue("1", Map.of("1", .75), .75));
    assertThat(read("{\"label\": true}", null))
        .isEqualTo(new PredictedValue("true", Map.of(), Double.NaN));
    assertThat(read("{\"class\": \"a\", \"score\": 12}", null))
        .isEqualTo(new PredictedValue("a", Map.of(), 12));
  }

  @Test
  void theClassificationsOfDjl() {
    assertThat(
            read(
                "[{\"className\": \"cat\", \"probability\": 0.75},"
                    + "{\"className\": \"dog\", \"probability\": 0.25}]",
                null))
        .isEqualTo(new PredictedValue("cat", Map.of("cat", .75, "dog", .25), .75));
  }

  @Test
  void aVectorThatAddsUpToOne() {
    assertThat(read("[[0.25, 0.625, 0.125]]", null))
        .isEqualTo(new PredictedValue("1", Map.of("0", .25, "1", .625, "2", .125), .625));
    assertThat(read("[[3, -5]]", null)).isEqualTo(new PredictedValue("0", Map.of(), 3));
  }

  @Test
  void aNumberIsANumberUnlessTheReferenceSaysOtherwise() {
    PredictedValue number = new PredictedValue(3.5, Map.of(), Double.NaN);
    assertThat(read("{\"prediction\": 3.5}", null)).isEqualTo(number);
    assertThat(read("3.5", null)).isEqualTo(number);
    assertThat(read("{\"prediction\": 3}", PredictionKind.CLASS))
        .isEqualTo(new PredictedValue("3", Map.of(), Double.NaN));
    assertThat(read("{\"class\": 3}", PredictionKind.NUMBER))
        .isEqualTo(new PredictedValue(3.0, Map.of(), Double.NaN));
  }

  @Test
  void whatTellsNothingIsNoPrediction() {
    assertThat(read("{\"else\": 1, \"more\": 2}", null)).isNull();
    assertThat(read("{\"class\": [1, 2]}", null)).isNull();
  }

  @Test
  void aNumberThatIsNoneIsNoPrediction() {
    assertThat(read("{\"prediction\": NaN, \"score\": 0.5}", null)).isNull();
    assertThat(read("{\"class\": Infinity}", PredictionKind.CLASS)).isNull();
    assertThat(read("{\"prediction\": 1e999}", PredictionKind.NUMBER)).isNull();
  }

  @Test
  void whatWasWrittenIsATranscript() {
    PredictedValue written =
        read(
            "{\"text\": \"Four Seven\", \"language\": \"en\", \"segments\": [{\"id\": 0}]}",
            PredictionKind.TRANSCRIPT);
    assertThat(written).isNotNull();
    assertThat(written.transcript(Transcript::of).value())
        .isEqualTo(new Transcript("four seven", false));
    assertThat(written.score()).isNaN();
    String words =
        "{\"text\": \"a b\", \"words\": [{\"word\": \"a\", \"probability\": 0.5},"
            + " {\"word\": \"b\", \"probability\": 1.0}]}";
    assertThat(read(words, PredictionKind.TRANSCRIPT))
        .isEqualTo(new PredictedValue("a b", Map.of(), 0.75));
    assertThat(read("47", PredictionKind.TRANSCRIPT))
        .as("digits")
        .isEqualTo(new PredictedValue("47", Map.of(), Double.NaN));
  }

  @Test
  void aTextBesideProbabilitiesIsNotWhatWasPredicted() {
    assertThat(read("{\"text\": \"hi\", \"probabilities\": [0.25, 0.75]}", null))
        .isEqualTo(new PredictedValue("1", Map.of("0", .25, "1", .75), .75));
  }

  private static @Nullable PredictedValue read(String json, @Nullable PredictionKind kind) {
    Observation observation =
        new Observation(new ModelId("m", null), 1, null, null, body("{\"a\": 1}"), body(json));
    RequestItems request =
        new ItemReader(
                ReadingSettings.DEFAULTS,
                MediaBudget.unbounded(),
                MediaEmbedder.NONE,
                MemoryBudget.ofHeap().share("reading", Long.MAX_VALUE))
            .read(observation);
    return PredictedValue.of(request.predictions().get(0), kind);
  }

  private static Payload body(String json) {
    return Payload.Body.of(json.getBytes(StandardCharsets.UTF_8), "application/json");
  }
}
