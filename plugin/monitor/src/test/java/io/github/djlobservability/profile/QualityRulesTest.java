package io.github.djlobservability.profile;

import static io.github.djlobservability.profile.QualityRule.MISSING;
import static io.github.djlobservability.profile.QualityRule.NAN;
import static io.github.djlobservability.profile.QualityRule.OUT_OF_RANGE;
import static io.github.djlobservability.profile.QualityRule.UNSEEN_CATEGORY;
import static io.github.djlobservability.profile.QualityRule.WRONG_TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.profile.build.ProfileBuilder;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QualityRulesTest {
  private static final int AGE = 0;
  private static final int SEX = 1;
  private static final int INCOME = 2;
  private static final int NOTE = 3;
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              Feature.input("age", FeatureType.NUMERIC),
              Feature.input("sex", FeatureType.CATEGORICAL),
              Feature.input("income", FeatureType.NUMERIC),
              Feature.input("note", FeatureType.TEXT)));

  private final QualityRules rules = new QualityRules(reference());

  @Test
  void aValueThatTheReferenceCouldHaveHadBreaksNoRule() {
    assertThat(broken(AGE, row -> row.put(AGE, 17))).isNull();
    assertThat(broken(AGE, row -> row.put(AGE, 90))).isNull();
    assertThat(broken(SEX, row -> row.put(SEX, "F"))).isNull();
    assertThat(broken(NOTE, row -> row.put(NOTE, "anything at all"))).isNull();
  }

  @Test
  void eachFaultIsOneRule() {
    assertThat(broken(AGE, row -> row.missing(AGE))).isEqualTo(MISSING);
    assertThat(broken(AGE, row -> row.put(AGE, "old"))).isEqualTo(WRONG_TYPE);
    assertThat(broken(AGE, row -> row.put(AGE, 16.9))).isEqualTo(OUT_OF_RANGE);
    assertThat(broken(AGE, row -> row.put(AGE, 90.1))).isEqualTo(OUT_OF_RANGE);
    assertThat(broken(AGE, row -> row.put(AGE, Double.NaN))).isEqualTo(NAN);
    assertThat(broken(AGE, row -> row.put(AGE, Double.POSITIVE_INFINITY))).isEqualTo(NAN);
    assertThat(broken(SEX, row -> row.put(SEX, "X"))).isEqualTo(UNSEEN_CATEGORY);
    assertThat(broken(NOTE, row -> row.put(NOTE, 5))).isEqualTo(WRONG_TYPE);
  }

  @Test
  void whatTheReferenceLackedMayBeLacking() {
    assertThat(broken(INCOME, row -> row.missing(INCOME))).isNull();
    assertThat(broken(INCOME, row -> row.put(INCOME, Double.NaN))).isNull();
    assertThat(broken(INCOME, row -> row.put(INCOME, -1))).isEqualTo(OUT_OF_RANGE);
  }

  @Test
  void onlyRulesThatCanBeBrokenAreNamed() {
    assertThat(rules.of(AGE)).containsExactly(MISSING, WRONG_TYPE, OUT_OF_RANGE, NAN);
    assertThat(rules.of(SEX)).containsExactly(MISSING, WRONG_TYPE, UNSEEN_CATEGORY);
    assertThat(rules.of(INCOME)).containsExactly(WRONG_TYPE, OUT_OF_RANGE);
    assertThat(rules.of(NOTE)).containsExactly(MISSING, WRONG_TYPE);
  }

  private @Nullable QualityRule broken(int feature, Consumer<RowBuilder> fill) {
    RowBuilder builder = new RowBuilder(SCHEMA);
    fill.accept(builder);
    return rules.brokenBy(builder.build(), feature);
  }

  private static ReferenceProfile reference() {
    ProfileBuilder profile = new ProfileBuilder(SCHEMA, ProfileLimits.defaults(), 1);
    RowBuilder builder = new RowBuilder(SCHEMA);
    for (int age = 17; age <= 90; age++) {
      builder.put(AGE, age).put(SEX, age % 2 == 0 ? "F" : "M").put(NOTE, "a note");
      if (age > 20) {
        builder.put(INCOME, age == 30 ? Double.NaN : age * 100.0);
      }
      profile.add(builder.build());
    }
    return profile.build(SampleRows.PROVENANCE);
  }
}
