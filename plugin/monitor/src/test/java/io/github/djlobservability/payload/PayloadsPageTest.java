package io.github.djlobservability.payload;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.forms.PayloadForm;
import io.github.djlobservability.payload.document.Document;
import io.github.djlobservability.payload.document.DocumentReader;
import io.github.djlobservability.payload.document.FieldPath;
import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.ItemRows;
import io.github.djlobservability.profile.ReferenceExpectations;
import io.github.djlobservability.profile.Row;
import io.github.djlobservability.profile.RowBuilder;
import io.github.djlobservability.profile.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds docs/payloads.md to the reader: every example is read as it says. */
class PayloadsPageTest {
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              Feature.input("age", FeatureType.NUMERIC),
              Feature.input("bmi", FeatureType.NUMERIC),
              Feature.input("smoker", FeatureType.BOOLEAN),
              new Feature("prediction", FeatureType.CATEGORICAL, FeatureRole.PREDICTION),
              new Feature("score", FeatureType.NUMERIC, FeatureRole.SCORE)));
  private static final ExpectedPrediction CLASSES =
      new ExpectedPrediction(ExpectedPrediction.Kind.CLASS, List.of("no", "yes"), true);
  private static final ExpectedPrediction NUMBERS =
      new ExpectedPrediction(ExpectedPrediction.Kind.NUMBER, List.of(), false);

  @Test
  void listsAtLeastThirtyFormsOfRequestsAndTwelveOfResponses() throws IOException {
    assertThat(PayloadForm.requests()).hasSizeGreaterThanOrEqualTo(30);
    assertThat(PayloadForm.responses()).hasSizeGreaterThanOrEqualTo(12);
  }

  static List<PayloadForm> requests() throws IOException {
    return PayloadForm.requests();
  }

  static List<PayloadForm> responses() throws IOException {
    return PayloadForm.responses();
  }

  @ParameterizedTest
  @MethodSource("requests")
  void readsEachRequestAsThePageSays(PayloadForm form) throws Exception {
    Document document = DocumentReader.read(form.bytes(), form.contentType());
    RequestReader reader = new RequestReader(ReferenceExpectations.inputs(SCHEMA), settings(form));
    ItemRows rows = new ItemRows(new RowBuilder(SCHEMA));
    List<String> read = new ArrayList<>();
    for (Fields item : reader.read(document)) {
      assertThat(rows.hasInput(item)).isTrue();
      Row row = rows.make(item, ItemPrediction.NONE);
      read.add(
          "age="
              + number(row.number(0))
              + " bmi="
              + number(row.number(1))
              + " smoker="
              + row.category(2));
    }
    assertThat(read).isEqualTo(form.read());
  }

  @ParameterizedTest
  @MethodSource("responses")
  void readsEachResponseAsThePageSays(PayloadForm form) throws Exception {
    Document document = DocumentReader.read(form.bytes(), form.contentType());
    boolean numbers = "numbers".equals(form.options().get("reference"));
    ResponseReader reader = new ResponseReader(numbers ? NUMBERS : CLASSES, settings(form));
    List<String> read = new ArrayList<>();
    for (ItemPrediction prediction : reader.read(document, form.items())) {
      Object value = Objects.requireNonNull(prediction.value());
      String shown = value instanceof Double number ? number(number) : value.toString();
      Double score = prediction.score();
      read.add(score == null ? shown : shown + " " + number(score));
    }
    assertThat(read).isEqualTo(form.read());
  }

  private static ReadingSettings settings(PayloadForm form) {
    return new ReadingSettings(
        path(form, "inputs"), path(form, "prediction"), path(form, "score"), List.of());
  }

  private static @Nullable FieldPath path(PayloadForm form, String option) {
    String text = form.options().get(option);
    return text == null ? null : FieldPath.parse(text);
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
