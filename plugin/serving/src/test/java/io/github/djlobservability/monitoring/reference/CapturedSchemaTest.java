package io.github.djlobservability.monitoring.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.djlobservability.disclosure.ValuePolicy;
import io.github.djlobservability.payload.Fields;
import io.github.djlobservability.payload.ItemPrediction;
import io.github.djlobservability.privacy.Privacy;
import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.LeftOut;
import io.github.djlobservability.profile.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CapturedSchemaTest {
  private static final Privacy PRIVACY = Privacy.ofProcess(ValuePolicy.DEFAULTS);

  private static CapturedItem item(
      Map<String, @Nullable Object> sent, @Nullable Object predicted, @Nullable Double score) {
    return new CapturedItem(
        new Fields(sent, false), new ItemPrediction(predicted, score, Map.of(), false), 0);
  }

  private static FeatureType type(Schema schema, String name) {
    return schema.feature(schema.indexOf(name)).type();
  }

  @Test
  void aFeatureIsWhatNearlyAllOfItsValuesAre() {
    List<CapturedItem> items = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Map<String, @Nullable Object> sent = new LinkedHashMap<>();
      sent.put("age", i < 97 ? (Object) (double) (i % 7) : "unknown");
      sent.put("mixed", i % 2 == 0 ? (Object) (double) i : "n" + i % 3);
      sent.put("member", i % 3 == 0);
      sent.put("comment", "this is the text of item " + i);
      sent.put("short", new float[] {1, i});
      sent.put("long", new float[5_000]);
      sent.put("never", null);
      items.add(item(sent, (double) (i % 80), 0.5));
    }
    CapturedSchema.Result found = CapturedSchema.of(items, PRIVACY, null);
    Schema schema = found.schema();
    assertThat(found.tooMany()).isZero();
    assertThat(found.leftOut()).isEmpty();
    assertThat(type(schema, "age")).isEqualTo(FeatureType.NUMERIC);
    assertThat(type(schema, "mixed")).isEqualTo(FeatureType.CATEGORICAL);
    assertThat(type(schema, "member")).isEqualTo(FeatureType.BOOLEAN);
    assertThat(type(schema, "comment")).isEqualTo(FeatureType.TEXT);
    assertThat(type(schema, "short")).isEqualTo(FeatureType.EMBEDDING);
    assertThat(type(schema, "long")).isEqualTo(FeatureType.TENSOR_SUMMARY);
    assertThat(schema.indexOf("never")).isNegative();
    assertThat(schema.feature(schema.indexOf("prediction")))
        .isEqualTo(new Feature("prediction", FeatureType.CATEGORICAL, FeatureRole.PREDICTION));
    assertThat(type(schema, "score")).isEqualTo(FeatureType.NUMERIC);
  }

  @Test
  void clientsDoNotChooseHowManyFeaturesThereAre() {
    List<CapturedItem> items = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      Map<String, @Nullable Object> sent = new LinkedHashMap<>();
      for (int j = 0; j < 10; j++) {
        sent.put("field " + (10 * i + j), 1.0);
      }
      items.add(item(sent, "yes", null));
    }
    CapturedSchema.Result found = CapturedSchema.of(items, PRIVACY, null);
    assertThat(found.tooMany()).isEqualTo(500);
    assertThat(found.schema().size()).isEqualTo(CapturedSchema.MAX_INPUTS + 1);
    assertThat(found.schema().indexOf("field 999")).isEqualTo(999);
    assertThat(found.schema().indexOf("field 1000")).isNegative();
    assertThat(found.schema().indexOf("prediction")).isEqualTo(1_000);
  }

  @Test
  void idsClocksAndRowNumbersAreLeftOut() {
    List<CapturedItem> items = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      items.add(item(withIds(i), "yes", null));
    }
    CapturedSchema.Result found = CapturedSchema.of(items, PRIVACY, null);
    assertThat(found.leftOut())
        .containsOnly(
            entry("row", LeftOut.ROW_NUMBER),
            entry("customer", LeftOut.IDENTIFIER),
            entry("at", LeftOut.CLOCK),
            entry("sent", LeftOut.CLOCK));
    assertThat(found.schema().indexOf("age")).isZero();
    assertThat(found.schema().size()).isEqualTo(2);
  }

  @Test
  void nothingIsLeftOutIfNothingElseWouldBeLeft() {
    List<CapturedItem> items = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Map<String, @Nullable Object> sent = withIds(i);
      sent.remove("age");
      items.add(item(sent, null, null));
    }
    CapturedSchema.Result found = CapturedSchema.of(items, PRIVACY, null);
    assertThat(found.leftOut()).isEmpty();
    assertThat(found.schema().size()).isEqualTo(4);
  }

  private static Map<String, @Nullable Object> withIds(int i) {
    Map<String, @Nullable Object> sent = new LinkedHashMap<>();
    sent.put("row", (double) i);
    sent.put("customer", "c-" + i * 7919 % 10_007);
    sent.put("at", 1.7e9 + 37.0 * i);
    sent.put("sent", "2026-11-" + (10 + i % 20) + "T10:00:" + (10 + i % 50) + "Z");
    sent.put("age", (double) (20 + i % 60));
    return sent;
  }

  /** They are found in responses by these names, and labels join by what is found. */
  @Test
  void predictionAndScoreKeepTheNamesOfTheReferenceBefore() {
    Schema before =
        new Schema(
            List.of(
                Feature.input("age", FeatureType.NUMERIC),
                new Feature("progression", FeatureType.NUMERIC, FeatureRole.PREDICTION),
                new Feature("sureness", FeatureType.NUMERIC, FeatureRole.SCORE)));
    List<CapturedItem> items = List.of(item(Map.of("age", 30.0), 1.5, 0.5));
    Schema found = CapturedSchema.of(items, PRIVACY, before).schema();
    assertThat(found.feature(found.indicesOf(FeatureRole.PREDICTION).get(0)).name())
        .isEqualTo("progression");
    assertThat(found.feature(found.indicesOf(FeatureRole.SCORE).get(0)).name())
        .isEqualTo("sureness");
  }

  @Test
  void nothingMakesNoSchema() {
    assertThatThrownBy(() -> CapturedSchema.of(List.of(), PRIVACY, null))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
