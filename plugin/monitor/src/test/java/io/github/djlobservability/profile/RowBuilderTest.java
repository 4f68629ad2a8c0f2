package io.github.djlobservability.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djlobservability.payload.ClassName;
import io.github.djlobservability.payload.TensorSummary;
import io.github.djlobservability.payload.text.TextStatistics;
import io.github.djlobservability.profile.build.ProfileBuilder;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowBuilderTest {
  private static final int NUMBER = 0;
  private static final int CODE = 1;
  private static final int FLAG = 2;
  private static final int TEXT = 3;
  private static final int VECTOR = 4;
  private static final int TENSOR = 5;

  private static final Schema SCHEMA =
      new Schema(
          List.of(
              Feature.input("age", FeatureType.NUMERIC),
              Feature.input("code", FeatureType.CATEGORICAL),
              Feature.input("member", FeatureType.BOOLEAN),
              Feature.input("review", FeatureType.TEXT),
              Feature.input("meaning", FeatureType.EMBEDDING),
              Feature.input("image", FeatureType.TENSOR_SUMMARY)));

  private final RowBuilder builder = new RowBuilder(SCHEMA);

  @Test
  void whatIsNotPutIsMissing() {
    Row row = builder.put(NUMBER, 3).build();
    assertThat(row.isPresent(NUMBER)).isTrue();
    for (int feature = 1; feature < SCHEMA.size(); feature++) {
      assertThat(row.isMissing(feature)).isTrue();
      assertThat(row.isPresent(feature)).isFalse();
      assertThat(row.isWrongType(feature)).isFalse();
    }
    assertThat(builder.build().isMissing(NUMBER)).as("the next row starts empty").isTrue();
  }

  @Test
  void valuesOfTheirOwnTypeComeBack() {
    float[] vector = {3, 4};
    TensorSummary tensor = TensorSummary.of(new double[] {0, 1, 2, Double.NaN});
    Row row =
        builder
            .put(NUMBER, 41.5)
            .put(CODE, "5")
            .put(FLAG, true)
            .put(TEXT, "two words")
            .put(VECTOR, vector)
            .put(TENSOR, tensor)
            .build();
    assertThat(row.number(NUMBER)).isEqualTo(41.5);
    assertThat(row.category(CODE)).isEqualTo("5");
    assertThat(row.category(FLAG)).isEqualTo("true");
    assertThat(row.number(FLAG)).isEqualTo(1);
    assertThat(row.text(TEXT)).isEqualTo(TextStatistics.of("two words"));
    assertThat(row.embedding(VECTOR)).isSameAs(vector);
    assertThat(row.tensor(TENSOR)).isEqualTo(tensor);
    assertThat(row.category(NUMBER)).isNull();
    assertThat(row.number(CODE)).isNaN();
  }

  @Test
  void seriesAreReadByName() {
    Row row =
        builder
            .put(NUMBER, -1)
            .put(CODE, "x")
            .put(FLAG, false)
            .put(TEXT, "two words")
            .put(VECTOR, new float[] {3, 4})
            .put(TENSOR, TensorSummary.of(new double[] {0, 1, 2, Double.NaN}))
            .build();
    assertThat(number(row, "age")).isEqualTo(-1);
    assertThat(category(row, "code")).isEqualTo("x");
    assertThat(category(row, "member")).isEqualTo("false");
    assertThat(number(row, "review.length")).isEqualTo(9);
    assertThat(number(row, "review.tokens")).isEqualTo(2);
    assertThat(category(row, "review.script")).isEqualTo("latin");
    assertThat(number(row, "meaning.norm")).isEqualTo(5);
    assertThat(number(row, "image.mean")).isEqualTo(1);
    assertThat(number(row, "image.minimum")).isEqualTo(0);
    assertThat(number(row, "image.maximum")).isEqualTo(2);
    assertThat(number(row, "image.nan_share")).isEqualTo(0.25);
    assertThat(number(row, "image.zero_share")).isEqualTo(0.25);
  }

  @Test
  void aSeriesOfAMissingFeatureIsNothing() {
    Row row = builder.build();
    for (Series series : SCHEMA.series()) {
      assertThat(row.number(series)).isNaN();
      assertThat(row.category(series)).isNull();
    }
  }

  @Test
  void aNumberIsACodeWhereCategoriesAreExpected() {
    assertThat(builder.put(CODE, 5.0).build().category(CODE)).isEqualTo("5");
    assertThat(builder.put(CODE, -0.0).build().category(CODE)).isEqualTo("0");
    assertThat(builder.put(CODE, 2.5).build().category(CODE)).isEqualTo("2.5");
    assertThat(builder.put(CODE, "5.0").build().category(CODE)).isEqualTo("5");
    assertThat(builder.put(CODE, "05").build().category(CODE)).isEqualTo("05");
    assertThat(builder.put(CODE, (Number) 9007199254740993L).build().category(CODE))
        .isEqualTo("9007199254740993");
    assertThat(builder.put(CODE, Double.NaN).build().isMissing(CODE)).isTrue();
    assertThat(builder.put(CODE, true).build().category(CODE)).isEqualTo("true");
    assertThat(builder.put(FLAG, 1).build().category(FLAG)).isEqualTo("true");
  }

  @Test
  void aStringIsNoNumberUnlessAllIsText() {
    Row sent = builder.put(NUMBER, "41").build();
    assertThat(sent.isWrongType(NUMBER)).isTrue();
    assertThat(sent.wrongValue(NUMBER)).isEqualTo("41");
    assertThat(sent.number(NUMBER)).isNaN();
    assertThat(builder.parse(NUMBER, "41").build().number(NUMBER)).isEqualTo(41);
    assertThat(builder.parse(NUMBER, "1e-3").build().number(NUMBER)).isEqualTo(0.001);
    assertThat(builder.parse(NUMBER, "many").build().wrongValue(NUMBER)).isEqualTo("many");
    assertThat(builder.parse(FLAG, "TRUE").build().number(FLAG)).isEqualTo(1);
    assertThat(builder.parse(FLAG, "0").build().number(FLAG)).isZero();
    assertThat(builder.parse(FLAG, "maybe").build().isWrongType(FLAG)).isTrue();
    assertThat(builder.parse(CODE, "05").build().category(CODE)).isEqualTo("05");
  }

  @Test
  void valuesOfOtherTypesAreWrong() {
    Row row =
        builder
            .put(NUMBER, true)
            .put(FLAG, 2)
            .put(TEXT, 5)
            .put(VECTOR, "a")
            .put(CODE, new float[3])
            .put(TENSOR, 1)
            .build();
    for (int feature = 0; feature < SCHEMA.size(); feature++) {
      assertThat(row.isWrongType(feature)).as(SCHEMA.feature(feature).name()).isTrue();
      assertThat(row.isMissing(feature)).isFalse();
    }
  }

  @Test
  void nanIsPresent() {
    Row row = builder.put(NUMBER, Double.NaN).build();
    assertThat(row.isPresent(NUMBER)).isTrue();
    assertThat(row.number(NUMBER)).isNaN();
  }

  /** Makes a reference whose number is 1/7 to 9/7, each many times, and 5.25 once. */
  @Test
  void aNumberThatWasAFloatIsTheReferencesOwn() {
    Schema schema = new Schema(List.of(Feature.input("dose", FeatureType.NUMERIC)));
    ProfileBuilder profile = new ProfileBuilder(schema, ProfileLimits.defaults(), 1);
    RowBuilder own = new RowBuilder(schema);
    for (int i = 0; i < 900; i++) {
      profile.add(own.put(0, (1 + i % 9) / 7.0).build());
    }
    profile.add(own.put(0, 5.25).build());
    RowBuilder compared =
        new RowBuilder(
            profile.build(new Provenance(Instant.EPOCH, "test", List.of(), null, null, false)));
    for (double value : new double[] {1 / 7.0, 3 / 7.0, 9 / 7.0, 5.25}) {
      assertThat(compared.put(0, (float) value).build().number(0)).isEqualTo(value);
    }
    for (double other : new double[] {0.1001, 0.65, -0.1, 2e9, 5.26}) {
      assertThat(compared.put(0, other).build().number(0)).isEqualTo(other);
    }
  }

  @Test
  void wholeNumbersStayAsTheyAre() {
    Schema schema = new Schema(List.of(Feature.input("day", FeatureType.NUMERIC)));
    ProfileBuilder profile = new ProfileBuilder(schema, ProfileLimits.defaults(), 1);
    RowBuilder own = new RowBuilder(schema);
    for (int i = 0; i < 100; i++) {
      profile.add(own.put(0, 20_260_101 + i % 2).build());
    }
    RowBuilder compared =
        new RowBuilder(
            profile.build(new Provenance(Instant.EPOCH, "test", List.of(), null, null, false)));
    assertThat(compared.put(0, 20_260_103).build().number(0)).isEqualTo(20_260_103);
  }

  @Test
  void longThingsAreCut() {
    String longText = "x".repeat(10_000);
    Row row = builder.put(CODE, longText).put(NUMBER, longText).build();
    assertThat(row.category(CODE)).hasSize(ClassName.MAX_CHARS);
    assertThat(row.wrongValue(NUMBER)).hasSize(40);
    for (int i = 0; i < 100; i++) {
      builder.extra("extra" + i);
    }
    assertThat(builder.build().extra()).hasSize(RowBuilder.MAX_EXTRA).contains("extra0");
    assertThat(builder.build().extra()).isEmpty();
  }

  @Test
  void aSchemaRefusesTwoFeaturesOfOneName() {
    Feature feature = Feature.input("a", FeatureType.NUMERIC);
    assertThatThrownBy(() -> new Schema(List.of(feature, feature)))
        .hasMessage("two features are named a");
    assertThatThrownBy(() -> new Schema(List.of())).isInstanceOf(IllegalArgumentException.class);
    assertThat(SCHEMA.indexOf("code")).isEqualTo(CODE);
    assertThat(SCHEMA.indexOf("nothing")).isEqualTo(-1);
  }

  private static Series series(String name) {
    return SCHEMA.series().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  private static double number(Row row, String name) {
    assertThat(series(name).isCategorical()).isFalse();
    return row.number(series(name));
  }

  private static String category(Row row, String name) {
    assertThat(series(name).isCategorical()).isTrue();
    return String.valueOf(row.category(series(name)));
  }
}
