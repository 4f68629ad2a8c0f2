package io.github.djlobservability.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.console.page.Snapshot;
import io.github.djlobservability.drift.Check;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.drift.chart.DriftShape;
import io.github.djlobservability.drift.chart.Effect;
import io.github.djlobservability.drift.reference.DriftKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangesTest {
  @ParameterizedTest
  @CsvSource({
    "(errors), how often it is wrong",
    "(residuals), how far off it is",
    "(errors where town=Ulm), how often it is wrong where town=Ulm",
    "(label where prediction=0), what is right where it says 0",
    "(label where prediction=hidden:0123456789abcdef), what is right where it says (other)",
    "(rows), rows as a whole",
    "age, age",
    "(age where it is known), (age where it is known)"
  })
  void whatDiffersHasANameForPeople(String feature, String name) {
    assertThat(Changes.subject(feature)).isEqualTo(name);
  }

  @Test
  void wrongAndRightAreNoCategories() {
    assertThat(Changes.sentence(concept("(errors)")))
        .isEqualTo("has changed: 19 % -> 38 %, sudden");
    assertThat(Changes.meaning(concept("(errors)"))).contains("may mean something else now");
    assertThat(Changes.sentence(concept("(label where prediction=0)")))
        .startsWith("has changed: wrong in 19 % -> 38 % of the cases, sudden");
  }

  /** A verdict is of when it was told, maybe against what was before. */
  @Test
  void whatDiffersNowIsToldOfTheLatestValuesAndTheReference() {
    ModelSnapshot model = Snapshot.of("m", "bmi", 1);
    assertThat(Changes.of(model)).extracting(Change::change).containsExactly("mean 11.85 -> 17.49");
  }

  private static Verdict concept(String feature) {
    return new Verdict(
        9_000,
        1_767_323_045_000L,
        feature,
        Check.DISTRIBUTION,
        DriftKind.CONCEPT,
        Status.STABLE,
        Status.DRIFT,
        Status.DRIFT,
        DriftShape.SUDDEN,
        null,
        9.6,
        9.5,
        new Effect("category \"error\": 19 % -> 38 %", .19, .38),
        List.of(),
        List.of(),
        null);
  }

  @Test
  void fewerErrorsAreTold() {
    assertThat(Changes.isFewerErrors(new Effect("category \"error\": 12 % -> 1 %", .12, .01)))
        .isTrue();
    assertThat(Changes.isFewerErrors(new Effect("category \"error\": 1 % -> 12 %", .01, .12)))
        .isFalse();
    assertThat(Changes.isFewerErrors(new Effect("category \"cat\": 12 % -> 1 %", .12, .01)))
        .as("a class that is right less often")
        .isFalse();
    assertThat(Changes.isFewerErrors(null)).isFalse();
  }
}
