package io.github.djlobservability.drift.reference.profiled;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.ModelMonitor;
import io.github.djlobservability.drift.MonitorSettings;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.ModelReference;
import io.github.djlobservability.drift.reference.RowFeature;
import io.github.djlobservability.drift.reference.profiled.NotWatched.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RowNeedsTest {
  private final SplittableRandom random = new SplittableRandom(5);

  /** Numbers that have nothing to do with one another; each like the one before it if told to. */
  private ModelReference numbers(int columns, int rows, boolean consecutive, double memory) {
    List<double[]> all = new ArrayList<>();
    double[] last = new double[columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        last[j] = memory * last[j] + random.nextGaussian();
      }
      all.add(last.clone());
    }
    List<FeatureReference> features = new ArrayList<>();
    for (int j = 0; j < columns; j++) {
      int column = j;
      double[] values = all.stream().mapToDouble(row -> row[column]).toArray();
      FeatureReference feature = FeatureReference.numeric("x" + j, DriftKind.DATA, values);
      features.add(memory > 0 ? feature.inTimeOrder(values) : feature);
    }
    return new ModelReference(features, all, consecutive);
  }

  private static List<Reason> reasons(ModelReference reference) {
    return RowNeeds.of(reference).notWatched().stream().map(NotWatched::reason).toList();
  }

  /** Returns the checks of whole rows that the monitor has. */
  private static List<String> watched(ModelReference reference) {
    List<String> names = new ArrayList<>();
    new ModelMonitor(reference, MonitorSettings.defaults())
        .evaluate()
        .features()
        .forEach(feature -> names.add(feature.feature()));
    names.retainAll(List.of(RowFeature.DISTANCES, RowFeature.CORRELATIONS));
    return names;
  }

  @Test
  void fewRowsForTheColumns() {
    ModelReference few = numbers(3, 119, true, 0);
    assertThat(RowNeeds.of(few).notWatched())
        .extracting(NotWatched::sentence)
        .containsExactly(
            "(rows) is not watched: with 3 numeric inputs it takes a reference of 120 rows, and"
                + " this one has 119",
            "(correlations) is not watched: with 3 numeric inputs it takes a reference of 600 rows,"
                + " and this one has 119");
    assertThat(watched(few)).isEmpty();
    ModelReference enough = numbers(3, 120, true, 0);
    assertThat(RowNeeds.of(enough).notWatched())
        .extracting(NotWatched::name)
        .containsExactly(RowFeature.CORRELATIONS);
    assertThat(watched(enough)).containsExactly(RowFeature.DISTANCES);
    ModelReference both = numbers(3, 600, true, 0);
    assertThat(reasons(both)).isEmpty();
    assertThat(watched(both)).containsExactly(RowFeature.DISTANCES, RowFeature.CORRELATIONS);
  }

  @Test
  void oneColumnHangsTogetherWithNothing() {
    ModelReference one = numbers(1, 1_000, true, 0);
    assertThat(reasons(one)).containsExactly(Reason.FEW_NUMBERS, Reason.FEW_NUMBERS);
    assertThat(watched(one)).isEmpty();
  }

  @Test
  void gapsBetweenRowsThatDependOnOneAnother() {
    ModelReference gaps = numbers(2, 2_000, false, 0.9);
    assertThat(reasons(gaps)).containsExactly(Reason.ROWS_WITH_GAPS);
    assertThat(watched(gaps)).containsExactly(RowFeature.DISTANCES);
    assertThat(reasons(numbers(2, 2_000, true, 0.9))).isEmpty();
  }

  @Test
  void moreColumnsThanAWholeRowHas() {
    assertThat(RowNeeds.of(numbers(65, 2_600, true, 0)).notWatched())
        .extracting(NotWatched::sentence)
        .containsExactly(
            "whole rows are watched by the first 64 of 65 numeric inputs; the others are watched"
                + " each by itself");
  }

  /** Returns numbers of which each is missing at random by its own share. */
  private ModelReference gappy(int rows, double... missing) {
    List<double[]> all = requireNonNull(numbers(missing.length, rows, true, 0).rows());
    all.forEach(
        row -> {
          for (int j = 0; j < row.length; j++) {
            row[j] = random.nextDouble() < missing[j] ? Double.NaN : row[j];
          }
        });
    List<FeatureReference> features = new ArrayList<>();
    for (int j = 0; j < missing.length; j++) {
      int column = j;
      double[] values =
          all.stream().mapToDouble(row -> row[column]).filter(x -> !Double.isNaN(x)).toArray();
      features.add(FeatureReference.numeric("x" + j, DriftKind.DATA, values));
    }
    return new ModelReference(features, all, true);
  }

  @Test
  void inputsThatAreMissingMostAreLeftOutUntilHalfOfTheRowsAreWhole() {
    ModelReference sometimes = gappy(2_000, 0.1, 0, 0.2);
    assertThat(RowNeeds.of(sometimes).inputs()).containsExactly(0, 1, 2);
    assertThat(RowNeeds.of(sometimes).wholeShare()).isBetween(0.68, 0.76);
    assertThat(reasons(sometimes)).isEmpty();
    ModelReference often = gappy(2_000, 0.3, 0, 0.35, 0.9);
    assertThat(RowNeeds.of(often).inputs()).containsExactly(0, 1);
    assertThat(RowNeeds.of(often).notWatched())
        .extracting(NotWatched::sentence)
        .containsExactly(
            "whole rows are watched without x3, x2: missing so often that fewer than half of the"
                + " reference's rows would be whole");
    assertThat(watched(often)).containsExactly(RowFeature.DISTANCES, RowFeature.CORRELATIONS);
  }

  @Test
  void rowsThatAreNotWholeDoNotCount() {
    assertThat(RowNeeds.of(gappy(700, 0.3, 0)).notWatched())
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.sentence())
                    .startsWith("(correlations) is not watched: with 2 numeric inputs it takes a")
                    .endsWith(" in which none of them is missing"));
    assertThat(RowNeeds.of(gappy(1_000, 0.7, 0)).notWatched())
        .extracting(NotWatched::sentence)
        .first()
        .isEqualTo(
            "(rows) is not watched: it compares numeric inputs with one another, and the reference"
                + " has one that is seldom missing");
  }
}
