package io.github.djlobservability.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.disclosure.HiddenValue;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.NumericCells;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ValueBarsTest {

  @Test
  void numbersAreSpreadEvenly() {
    double[] values = IntStream.range(0, 2000).mapToDouble(i -> i / 10.0 + 0.05).toArray();
    ValueBars bars = bars(FeatureReference.numeric("x", DriftKind.DATA, values));
    ValueSpread spread = bars.spread();
    assertThat(spread.reference()).hasSize(20).allMatch(share -> share > 0.04 && share < 0.06);
    assertThat(spread.current()).isEmpty();
    assertThat(spread.referenceMean()).isBetween(99.9, 100.1);
    assertThat(spread.from()).isBetween(0.5, 1.5);
  }

  @Test
  void eachWholeNumberHasABarOfItsOwn() {
    double[] values = IntStream.range(0, 600).mapToDouble(i -> i % 3).toArray();
    ValueSpread spread = bars(FeatureReference.numeric("x", DriftKind.DATA, values)).spread();
    assertThat(spread.from()).isEqualTo(-0.5);
    assertThat(spread.to()).isEqualTo(2.5);
    assertThat(spread.reference()).hasSize(3).allMatch(share -> Math.abs(share - 1 / 3.0) < 1e-9);
  }

  @Test
  void aWindowIsShownWhenItIsOver() {
    double[] values = IntStream.range(0, 600).mapToDouble(i -> i % 3).toArray();
    FeatureReference reference = FeatureReference.numeric("x", DriftKind.DATA, values);
    NumericCells cells = Objects.requireNonNull(reference.cells());
    ValueBars bars = bars(reference);
    bars.add(cells.cell(2));
    bars.add(cells.cell(1_000_000));
    assertThat(bars.spread().current()).isEmpty();
    bars.endWindow();
    assertThat(bars.spread().current()).containsExactly(0.0, 0.0, 1.0);
    bars.endWindow();
    assertThat(bars.spread().current()).isEmpty();
  }

  @Test
  void categoriesThatAreHiddenAreToldApartOnThePageAndInSentences() {
    FeatureReference reference =
        FeatureReference.categorical(
            "x",
            DriftKind.DATA,
            Map.of(HiddenValue.of(1), 60L, "b", 40L, HiddenValue.of(2), 20L),
            0);
    ValueBars bars = bars(reference);
    assertThat(bars.spread().categories()).containsExactly("(other) 2", "b", "(other) 3");
    assertThat(reference.categoryCells().describe(2)).isEqualTo("category (other) 3");
    bars.add(3);
    bars.endWindow();
    assertThat(bars.spread().categories())
        .containsExactly("(other) 2", "b", "(other) 3", "(other)");
  }

  @Test
  void categoriesHaveTheirNamesAndARestOnlyIfThereIsOne() {
    FeatureReference reference =
        FeatureReference.categorical("x", DriftKind.DATA, Map.of("a", 60L, "b", 40L), 0);
    ValueBars bars = bars(reference);
    assertThat(bars.spread().categories()).containsExactly("a", "b");
    bars.add(2);
    bars.endWindow();
    assertThat(bars.spread().categories()).containsExactly("a", "b", "(other)");
    assertThat(bars.spread().current()).containsExactly(0.0, 0.0, 1.0);
  }

  @Test
  void aReferenceWithoutAValueHasBarsToo() {
    ValueBars bars = bars(FeatureReference.categorical("x", DriftKind.DATA, Map.of(), 100));
    bars.add(0);
    bars.endWindow();
    assertThat(bars.spread().categories()).containsExactly("(other)");
    assertThat(bars.spread().reference()).containsExactly(0.0);
    assertThat(bars.spread().current()).containsExactly(1.0);
  }

  @Test
  void oneValueIsOneBar() {
    ValueSpread spread =
        bars(FeatureReference.numeric("x", DriftKind.DATA, new double[] {.5, .5, .5})).spread();
    assertThat(spread.reference()).containsExactly(1.0);
  }

  private static ValueBars bars(FeatureReference reference) {
    return new ValueBars(reference);
  }
}
