package io.github.djlobservability.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.github.djlobservability.payload.Aspect;
import io.github.djlobservability.profile.build.ProfileBuilder;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SeriesBinsTest {
  private static final long SEED = 20261201;
  private static final int ROWS = 1000;

  @Test
  void theReferencesOwnRowsAreInTheBinsAsTheSharesSay() {
    System.out.println("seed " + SEED);
    List<Row> rows = SampleRows.rows(ROWS, SEED);
    ReferenceProfile profile = SampleRows.profile(rows, ProfileLimits.defaults(), SEED);
    // What a vocabulary lacks is estimated for the reference's own texts.
    SampleRows.SCHEMA.series().stream()
        .filter(series -> series.aspect() != Aspect.OUT_OF_VOCABULARY)
        .forEach(series -> assertSharesAreOf(rows, new SeriesBins(profile, series)));
  }

  private static void assertSharesAreOf(List<Row> rows, SeriesBins bins) {
    long[] counts = new long[bins.size()];
    rows.forEach(row -> counts[bins.indexOf(row)]++);
    for (int bin = 0; bin < counts.length; bin++) {
      assertThat(bins.share(bin))
          .describedAs("%s in %s", bins.series().name(), bins.label(bin))
          .isEqualTo((double) counts[bin] / rows.size());
    }
    assertThat(IntStream.range(0, bins.size()).mapToObj(bins::label)).doesNotHaveDuplicates();
  }

  @Test
  void binsOfNumbersAreNamedByTheirEdges() {
    SeriesBins bins = numeric(i -> (double) i);
    assertThat(labels(bins))
        .contains("(missing)", "(wrong type)", "(not finite)")
        .contains("(-inf,99)", "[99,199)", "[899,+inf)")
        .hasSize(13);
    assertThat(inBin(bins, 98.5)).isEqualTo("(-inf,99)");
    assertThat(inBin(bins, 99.0)).isEqualTo("[99,199)");
    assertThat(inBin(bins, -1e300)).isEqualTo("(-inf,99)");
    assertThat(inBin(bins, 1e300)).isEqualTo("[899,+inf)");
    assertThat(inBin(bins, Double.NaN)).isEqualTo("(not finite)");
    assertThat(inBin(bins, Double.NEGATIVE_INFINITY)).isEqualTo("(not finite)");
    assertThat(inBin(bins, "text")).isEqualTo("(wrong type)");
    assertThat(inBin(bins, null)).isEqualTo("(missing)");
  }

  @Test
  void aValueWithABinOfItsOwnIsNamedOnce() {
    SeriesBins bins = numeric(i -> i < 600 ? 0.0 : i - 599);
    assertThat(labels(bins))
        .contains("(-inf,0)", "[0,0]", "(0,100)", "[100,200)", "[200,300)", "[300,+inf)");
    assertThat(inBin(bins, 0.0)).isEqualTo("[0,0]");
    assertThat(inBin(bins, Double.MIN_VALUE)).isEqualTo("(0,100)");
  }

  @Test
  void aConstantAndNothingHaveBinsToo() {
    assertThat(labels(numeric(i -> 5.5))).contains("(-inf,5.5)", "[5.5,5.5]", "(5.5,+inf)");
    assertThat(labels(numeric(i -> Double.NaN))).contains("(-inf,+inf)");
  }

  @Test
  void rareCategoriesAreOneBin() {
    SeriesBins bins = categorical(i -> "c" + Math.min(i / 2, 40));
    assertThat(bins.size()).isEqualTo(SeriesBins.MAX_CATEGORIES + 3);
    assertThat(inBin(bins, "c40")).isEqualTo("c40");
    assertThat(inBin(bins, "c39")).isEqualTo("(other)");
    assertThat(inBin(bins, "never seen")).isEqualTo("(other)");
    assertThat(IntStream.range(0, bins.size()).mapToDouble(bins::share).sum())
        .isCloseTo(1, offset(1e-12));
  }

  @Test
  void aCategoryThatIsCalledAsABinIsAmongTheOthers() {
    SeriesBins bins = categorical(i -> i < 500 ? "(missing)" : "a");
    assertThat(labels(bins)).containsExactly("(missing)", "(wrong type)", "(other)", "a");
    assertThat(inBin(bins, "(missing)")).isEqualTo("(other)");
    assertThat(bins.share(0)).isZero();
    assertThat(bins.share(2)).isEqualTo(0.5);
  }

  private static SeriesBins numeric(IntFunction<Double> value) {
    return bins(FeatureType.NUMERIC, (builder, i) -> builder.put(0, value.apply(i)));
  }

  private static SeriesBins categorical(IntFunction<String> value) {
    return bins(FeatureType.CATEGORICAL, (builder, i) -> builder.put(0, value.apply(i)));
  }

  private static SeriesBins bins(FeatureType type, Fill fill) {
    Schema schema = new Schema(List.of(Feature.input("x", type)));
    ProfileBuilder profile = new ProfileBuilder(schema, ProfileLimits.defaults(), SEED);
    RowBuilder builder = new RowBuilder(schema);
    for (int i = 0; i < ROWS; i++) {
      fill.one(builder, i);
      profile.add(builder.build());
    }
    return new SeriesBins(profile.build(SampleRows.PROVENANCE), schema.series().get(0));
  }

  private static List<String> labels(SeriesBins bins) {
    return Stream.iterate(0, i -> i + 1).limit(bins.size()).map(bins::label).toList();
  }

  private static String inBin(SeriesBins bins, @Nullable Object value) {
    RowBuilder builder = new RowBuilder(new Schema(List.of(bins.series().feature())));
    if (value instanceof Double number) {
      builder.put(0, number);
    } else if (value instanceof String text) {
      builder.put(0, text);
    }
    return bins.label(bins.indexOf(builder.build()));
  }

  private interface Fill {
    void one(RowBuilder builder, int i);
  }
}
