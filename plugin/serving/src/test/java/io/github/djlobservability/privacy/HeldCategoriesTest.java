package io.github.djlobservability.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.disclosure.HiddenValue;
import io.github.djlobservability.disclosure.ValuePolicy;
import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.ProfileLimits;
import io.github.djlobservability.profile.Provenance;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.RowBuilder;
import io.github.djlobservability.profile.Schema;
import io.github.djlobservability.profile.build.ProfileBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HeldCategoriesTest {
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              Feature.input("job", FeatureType.CATEGORICAL),
              new Feature("said", FeatureType.CATEGORICAL, FeatureRole.PREDICTION)));

  private final Privacy privacy = Privacy.ofProcess(ValuePolicy.DEFAULTS);
  private final ReferenceProfile reference = reference();

  /** Ten rows of one job, nine of another. */
  private static ReferenceProfile reference() {
    ProfileBuilder profile = new ProfileBuilder(SCHEMA, ProfileLimits.defaults(), 1);
    RowBuilder row = new RowBuilder(SCHEMA);
    for (int i = 0; i < 19; i++) {
      profile.add(row.put(0, i < 10 ? "baker" : "king").put(1, "yes").build());
    }
    return profile.build(
        new Provenance(Instant.EPOCH, "test", List.of("made up"), null, null, false));
  }

  private HeldCategories held(ValuePolicy.Mode mode, boolean shipped, String... features) {
    return new HeldCategories(
        privacy, new ValuePolicy(mode, Set.of(features)), null, reference, shipped);
  }

  @Test
  void ofAShippedReferenceTheCategoriesOfTenRowsAreSeen() {
    HeldCategories held = held(ValuePolicy.Mode.LISTED, true);
    assertThat(held.held("job", "baker")).isEqualTo("baker");
    assertThat(held.held("job", "king")).matches(HiddenValue::is);
    assertThat(held.held("job", "maria@example.com")).matches(HiddenValue::is);
    assertThat(held.held("said", "yes")).isEqualTo("yes");
    assertThat(held.shows("job")).isFalse();
  }

  @Test
  void ofAReferenceTakenFromRequestsNoneAre() {
    HeldCategories held = held(ValuePolicy.Mode.LISTED, false);
    assertThat(held.held("job", "baker")).matches(HiddenValue::is);
  }

  @Test
  void listedFeaturesAreSeenWhole() {
    HeldCategories held = held(ValuePolicy.Mode.LISTED, false, "job");
    assertThat(held.held("job", "queen")).isEqualTo("queen");
    assertThat(held.held("said", "queen")).matches(HiddenValue::is);
    assertThat(held.shows("job")).isTrue();
  }

  @Test
  void noneIsNoneAndAllIsAll() {
    assertThat(held(ValuePolicy.Mode.NONE, true, "job").held("job", "baker"))
        .matches(HiddenValue::is);
    assertThat(held(ValuePolicy.Mode.ALL, false).held("job", "queen")).isEqualTo("queen");
  }

  @Test
  void equalValuesStayEqualAndOthersStayApart() {
    HeldCategories held = held(ValuePolicy.Mode.LISTED, true);
    assertThat(held.held("job", "king"))
        .isEqualTo(held.held("job", "king"))
        .isNotEqualTo(held.held("job", "queen"));
    assertThat(held.held("job", held.held("job", "king"))).isEqualTo(held.held("job", "king"));
  }

  @Test
  void flagsAndShortNumbersOfClassesAreSeen() {
    HeldCategories held = held(ValuePolicy.Mode.NONE, false);
    assertThat(held.held("job", "true")).isEqualTo("true");
    assertThat(held.held("said", "17")).isEqualTo("17");
    assertThat(held.held("said", "4711")).matches(HiddenValue::is);
    assertThat(held.held("job", "17")).matches(HiddenValue::is);
  }

  /** A reference that was taken while values were hidden knows no others, whatever is set later. */
  @Test
  void whatAReferenceHoldsAsHashesStaysComparable() {
    ReferenceProfile hidden = reference.held(held(ValuePolicy.Mode.NONE, false));
    HeldCategories later =
        new HeldCategories(
            privacy, new ValuePolicy(ValuePolicy.Mode.ALL, Set.of()), null, hidden, false);
    assertThat(hidden.categories(SCHEMA.seriesOf(0).get(0)).contains(later.held("job", "baker")))
        .isTrue();
    assertThat(later.held("job", "queen")).isEqualTo("queen");
  }

  @Test
  void theReferencesOwnRowsAreHeldAlike() {
    HeldCategories held = held(ValuePolicy.Mode.LISTED, true);
    ReferenceProfile holding = reference.held(held);
    assertThat(holding.categories(SCHEMA.seriesOf(0).get(0)).counts())
        .containsOnlyKeys("baker", held.held("job", "king"))
        .containsValues(10L, 9L);
    assertThat(holding.sample().categories(SCHEMA.seriesOf(0).get(0))).doesNotContain("king");
  }
}
