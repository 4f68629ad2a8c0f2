package io.github.djlobservability.profile;

import static io.github.djlobservability.profile.SampleRows.SCHEMA;
import static io.github.djlobservability.profile.SampleRows.profile;
import static io.github.djlobservability.profile.SampleRows.rows;
import static io.github.djlobservability.profile.SampleRows.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.djlobservability.disclosure.HiddenValue;
import io.github.djlobservability.profile.build.ProfileBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReferenceProfileTest {
  private static final ProfileLimits LIMITS = ProfileLimits.defaults();

  private final List<Row> rows = rows(3000, 1);
  private final ReferenceProfile profile = profile(rows, LIMITS, 1);

  @Test
  void countsWhatIsMissingAndWrong() {
    assertThat(profile.rowCount()).isEqualTo(3000);
    FeatureProfile income = profile.feature(1);
    assertThat(income.rows()).isEqualTo(3000);
    assertThat(income.missing()).isEqualTo(rows.stream().filter(r -> r.isMissing(1)).count());
    assertThat((double) income.missing() / income.rows()).isCloseTo(0.1, within(0.02));
    assertThat(profile.feature(2).wrongType())
        .isEqualTo(rows.stream().filter(r -> r.isWrongType(2)).count())
        .isPositive();
    NumericProfile values = profile.numeric(series("income"));
    assertThat(values.nanCount()).isPositive();
    assertThat(values.infiniteCount()).isPositive();
    assertThat(values.count() + values.nanCount() + values.infiniteCount() + income.missing())
        .isEqualTo(3000);
  }

  @Test
  void describesNumbersAndCategories() {
    NumericProfile age = profile.numeric(series("age"));
    double[] ages = rows.stream().mapToDouble(r -> r.number(0)).sorted().toArray();
    assertThat(age.minimum()).isEqualTo(ages[0]);
    assertThat(age.maximum()).isEqualTo(ages[2999]);
    assertThat(age.quantiles(0.5)[0]).isCloseTo(ages[1500], within(1.0));
    assertThat(age.bins().size()).isEqualTo(10);
    CategoryCounts states = profile.categories(series("state"));
    assertThat(states.count("state0"))
        .isEqualTo(rows.stream().filter(r -> "state0".equals(r.category(2))).count());
    assertThat(states.counts().keySet()).first().isEqualTo("state0");
    assertThat(states.isComplete()).isTrue();
    assertThat(profile.categories(series("member")).counts()).containsOnlyKeys("true", "false");
  }

  @Test
  void expectsWhatItHasSeen() {
    assertThat(profile.feature(0).rules()).isEqualTo(new ValueRules(true, false, 0, 79, false));
    assertThat(profile.feature(1).rules().required()).isFalse();
    assertThat(profile.feature(1).rules().nanAllowed()).isTrue();
    assertThat(profile.feature(2).rules().knownCategoriesOnly()).isTrue();
    assertThat(profile.feature(4).rules().knownCategoriesOnly())
        .as("a new script in a text is no fault")
        .isFalse();
  }

  @Test
  void keepsTheSampleInOrder() {
    ReferenceProfile small =
        profile(rows, new ProfileLimits(200, 2_000_000, 1024, 1000, 20_000, 10), 1);
    assertThat(small.sample().size()).isEqualTo(200);
    for (int i = 0; i < 200; i++) {
      assertThat(small.sample().row(i).number(0))
          .isEqualTo(rows.get((int) small.sample().rowNumber(i)).number(0));
      assertThat(i == 0 || small.sample().rowNumber(i) > small.sample().rowNumber(i - 1)).isTrue();
    }
  }

  @Test
  void longRowsAreFewer() {
    // Eleven values a row: eight features of one and an embedding of three.
    ReferenceProfile small =
        profile(rows, new ProfileLimits(10_000, 11_000, 1024, 1000, 20_000, 10), 1);
    assertThat(small.sample().size()).isEqualTo(1000);
    assertThat(small.rowCount()).isEqualTo(3000);
  }

  @Test
  void tokensOfASingleTextAreUnknownToTheOthers() {
    NumericProfile shares = profile.numeric(series("review.out_of_vocabulary"));
    assertThat(shares.count()).isEqualTo(profile.numeric(series("review.length")).count());
    RowBuilder current = new RowBuilder(profile);
    assertThat(unknown(current, "good bad")).isZero();
    assertThat(unknown(current, "good unheard")).isEqualTo(0.5);
    assertThat(unknown(current, "wholly unheard words")).isEqualTo(1);
    assertThat(unknown(current, "")).isNaN();
  }

  @Test
  void newTextOfTheSameKindIsAsUnknownAsTheReferencesOwn() {
    // Few texts and many numbers in them, so that a good share of the numbers occurs once.
    List<Row> few = rows(400, 5);
    ReferenceProfile reference = profile(few, LIMITS, 5);
    double own = reference.numeric(series("review.out_of_vocabulary")).mean();
    ProfileBuilder fresh = ProfileBuilder.comparedWith(reference, 6);
    rows(new RowBuilder(reference), 4000, 6).forEach(fresh::add);
    double expected =
        fresh.build(SampleRows.PROVENANCE).numeric(series("review.out_of_vocabulary")).mean();
    assertThat(own).isGreaterThan(0.1).isCloseTo(expected, within(0.03));
  }

  @Test
  void anEmbeddingOfAnotherLengthIsOfAWrongType() {
    Row odd = new RowBuilder(SCHEMA).put(5, new float[4]).build();
    List<Row> mixed = new ArrayList<>(rows.subList(0, 10));
    mixed.add(odd);
    ReferenceProfile reference = profile(mixed, LIMITS, 1);
    assertThat(reference.feature(5).wrongType()).isEqualTo(1);
    EmbeddingProfile embedding = Objects.requireNonNull(reference.feature(5).embedding());
    assertThat(embedding.dimension()).isEqualTo(3);
    RowBuilder current = new RowBuilder(reference);
    assertThat(current.put(5, new float[4]).build().isWrongType(5)).isTrue();
    assertThat(current.put(5, new float[3]).build().isPresent(5)).isTrue();
    assertThat(reference.sample().row(10).isWrongType(5)).isTrue();
  }

  @Test
  void mergedItIsTheProfileOfAllRows() {
    List<Row> more = rows(2000, 2);
    List<Row> all = new ArrayList<>(rows);
    all.addAll(more);
    ReferenceProfile merged = ProfileBuilder.merge(List.of(profile, profile(more, LIMITS, 2)));
    ReferenceProfile whole = profile(all, LIMITS, 3);
    ProfileAssertions.assertSameInExactParts(merged, whole);
    assertThat(merged.sample().size()).isEqualTo(5000);
    for (Series series : SCHEMA.series()) {
      if (series.isCategorical()) {
        assertThat(merged.sample().categories(series)).isEqualTo(whole.sample().categories(series));
      } else {
        assertThat(merged.sample().numbers(series)).isEqualTo(whole.sample().numbers(series));
      }
    }
    assertThat(merged.provenance().sources()).containsExactly("rows.csv", "rows.csv");
  }

  @Test
  void theOrderOfMergingChangesNoCount() {
    ReferenceProfile second = profile(rows(500, 2), LIMITS, 2);
    ReferenceProfile third = profile(rows(700, 3), LIMITS, 3);
    ProfileAssertions.assertSameInExactParts(
        ProfileBuilder.merge(List.of(profile, ProfileBuilder.merge(List.of(second, third)))),
        ProfileBuilder.merge(List.of(ProfileBuilder.merge(List.of(third, profile)), second)));
  }

  @Test
  void categoriesBeyondTheLimitAddUp() {
    ProfileLimits limits = new ProfileLimits(1000, 2_000_000, 1024, 3, 20_000, 10);
    ReferenceProfile limited = profile(rows, limits, 1);
    CategoryCounts states = limited.categories(series("state"));
    assertThat(states.counts()).hasSize(3);
    assertThat(states.isComplete()).isFalse();
    assertThat(states.total()).isEqualTo(profile.categories(series("state")).total());
    assertThat(limited.feature(2).rules().knownCategoriesOnly()).isFalse();
    ReferenceProfile merged =
        ProfileBuilder.merge(List.of(limited, profile(rows(100, 9), limits, 9)));
    assertThat(merged.categories(series("state")).counts()).hasSize(3);
    assertThat(merged.categories(series("state")).total())
        .isEqualTo(
            states.total() + profile(rows(100, 9), LIMITS, 9).categories(series("state")).total());
  }

  @Test
  void refusesWhatDoesNotFitTogether() {
    Schema other = new Schema(List.of(Feature.input("age", FeatureType.CATEGORICAL)));
    ProfileBuilder builder = new ProfileBuilder(other, LIMITS, 1);
    assertThatThrownBy(() -> builder.add(rows.get(0))).hasMessageContaining("another schema");
    ReferenceProfile odd = builder.build(SampleRows.PROVENANCE);
    assertThatThrownBy(() -> ProfileBuilder.merge(List.of(profile, odd)))
        .hasMessageContaining("different schemas");
    assertThatThrownBy(() -> profile.numeric(series("state"))).hasMessage("state is not numeric");
  }

  @Test
  void mergesNoHashesOfDifferentKeys() {
    String hash = HiddenValue.of(1);
    ReferenceProfile shown = cities("Ulm", "of another server, which has hashed nothing");
    ReferenceProfile one = cities(hash, "one");
    assertThatThrownBy(() -> ProfileBuilder.merge(List.of(shown, one, cities(hash, "two"))))
        .hasMessageContaining("different keys")
        .hasMessageContaining("city")
        .hasMessageContaining("values.key");
    assertThatThrownBy(() -> ProfileBuilder.merge(List.of(cities(hash, null), cities(hash, null))))
        .as("nothing says that they are of one key")
        .hasMessageContaining("different keys");
    ReferenceProfile merged = ProfileBuilder.merge(List.of(one, shown, cities(hash, "one")));
    assertThat(merged.provenance().valuesKey()).isEqualTo("one");
    assertThat(merged.categories(merged.schema().series().get(0)).count(hash)).isEqualTo(2);
  }

  private static ReferenceProfile cities(String city, @Nullable String key) {
    Schema schema = new Schema(List.of(Feature.input("city", FeatureType.CATEGORICAL)));
    ProfileBuilder builder = new ProfileBuilder(schema, LIMITS, 1);
    builder.add(new RowBuilder(schema).put(0, city).build());
    return builder.build(SampleRows.PROVENANCE.withValuesKey(key));
  }

  @Test
  void isTheSameForTheSameRowsAndSeed() {
    ProfileAssertions.assertEqual(profile(rows, LIMITS, 1), profile);
  }

  private static double unknown(RowBuilder builder, String text) {
    return builder.put(4, text).build().number(series("review.out_of_vocabulary"));
  }
}
