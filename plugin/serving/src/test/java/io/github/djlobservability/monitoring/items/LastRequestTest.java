package io.github.djlobservability.monitoring.items;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.payload.MediaBudget;
import io.github.djlobservability.payload.ReadingSettings;
import io.github.djlobservability.payload.media.MediaEmbedder;
import io.github.djlobservability.worker.MemoryBudget;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LastRequestTest {
  @Test
  void numbersThatATableWritesAreNumbers() {
    assertThat(last("brand,km\nVW,40000\n", "text/csv").fields())
        .containsExactly(
            new LastRequest.Field("brand", "text", true),
            new LastRequest.Field("km", "number, sent as text", true));
    assertThat(last("{\"brand\": \"VW\", \"km\": \"40000\"}", "application/json").fields())
        .extracting(LastRequest.Field::kind)
        .containsExactly("text", "text");
  }

  private static LastRequest last(String body, String type) {
    Payload input = Payload.Body.of(body.getBytes(StandardCharsets.UTF_8), type);
    Observation observation =
        new Observation(new ModelId("m", null), 1, null, null, input, Payload.NONE);
    return LastRequest.of(
        new ItemReader(
                ReadingSettings.DEFAULTS,
                MediaBudget.unbounded(),
                MediaEmbedder.NONE,
                MemoryBudget.ofHeap().share("reading", Long.MAX_VALUE))
            .read(observation),
        null);
  }
}
