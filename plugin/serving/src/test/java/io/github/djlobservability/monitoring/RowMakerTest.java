package io.github.djlobservability.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.observation.Fields;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.observation.PayloadReader;
import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.RowBuilder;
import io.github.djlobservability.profile.Schema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowMakerTest {
  private final RowMaker rows =
      new RowMaker(
          new RowBuilder(
              new Schema(
                  List.of(
                      Feature.input("age", FeatureType.NUMERIC),
                      Feature.input("sex", FeatureType.NUMERIC)))));

  @Test
  void findsAValueByNameOrByThePositionOfItsName() {
    assertThat(rows.value(item("{\"sex\": 2, \"order\": \"o7\"}"), "sex")).isEqualTo(2.0);
    assertThat(rows.value(item("{\"sex\": 2, \"order\": \"o7\"}"), "order")).isEqualTo("o7");
    assertThat(rows.value(item("[[41, 2]]"), "sex")).isEqualTo(2.0);
    assertThat(rows.value(item("[[41, 2]]"), "x0")).isEqualTo(41.0);
    assertThat(rows.value(item("[[41, 2]]"), "order")).isNull();
  }

  private static Fields item(String json) {
    return PayloadReader.read(
            Payload.Body.of(json.getBytes(StandardCharsets.UTF_8), "application/json"))
        .get(0);
  }
}
