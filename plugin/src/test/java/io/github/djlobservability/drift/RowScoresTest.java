package io.github.djlobservability.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowScoresTest {

  private static final int ROWS = 1_000;

  private static ModelReference reference(List<FeatureReference> features, int rows) {
    double[] row = new double[features.size()];
    return new ModelReference(features, Collections.nCopies(rows, row));
  }

  private static FeatureReference number(String name) {
    double[] values = IntStream.range(0, ROWS).mapToDouble(i -> i * 37 % ROWS).toArray();
    return FeatureReference.numeric(name, DriftKind.DATA, values);
  }

  /** Six tenths are red, three blue, a tenth less one in a hundred green, the rest grey. */
  private static FeatureReference colour(String name) {
    List<String> values =
        IntStream.range(0, ROWS)
            .mapToObj(i -> i < 600 ? "red" : i < 900 ? "blue" : i < 990 ? "green" : "grey")
            .toList();
    return FeatureReference.categorical(name, DriftKind.DATA, values);
  }

  private static List<String> names(ModelReference reference) {
    RowScores scores = RowScores.of(reference);
    return scores == null
        ? List.of()
        : IntStream.range(0, scores.features().length).mapToObj(scores::name).toList();
  }

  @Test
  void ofCategoriesAllButTheMostFrequentAndRareOnesTakePart() {
    assertThat(names(reference(List.of(colour("a"), number("b"), colour("c")), ROWS)))
        .containsExactly("b", "a=blue", "a=green", "c=blue", "c=green");
  }

  @Test
  void thereIsOneScoreForFortyRowsNumbersAndFrequentCategoriesFirst() {
    List<FeatureReference> features = List.of(colour("a"), number("b"), colour("c"));
    assertThat(names(reference(features, 120))).containsExactly("b", "a=blue", "c=blue");
    assertThat(names(reference(features, 79))).isEmpty();
    assertThat(names(reference(List.of(colour("a")), ROWS))).as("one input").isEmpty();
    List<FeatureReference> many = new ArrayList<>(List.of(colour("a")));
    IntStream.range(0, 70).forEach(i -> many.add(number("x" + i)));
    assertThat(names(reference(many, 5_000))).hasSize(64).doesNotContain("a=blue");
  }

  @Test
  void scoresHaveMeanZeroAndVarianceOneAndMissingOnesAreZero() {
    RowScores scores =
        Objects.requireNonNull(RowScores.of(reference(List.of(colour("a"), number("b")), ROWS)));
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(new double[] {i < 600 ? 0 : i < 900 ? 1 : i < 990 ? 2 : 3, i});
    }
    for (int score = 0; score < 3; score++) {
      int index = score;
      double[] values = scores.of(rows).stream().mapToDouble(row -> row[index]).toArray();
      double mean = IntStream.range(0, ROWS).mapToDouble(i -> values[i]).average().orElseThrow();
      double squares =
          IntStream.range(0, ROWS).mapToDouble(i -> values[i] * values[i]).average().orElseThrow();
      assertThat(mean).isEqualTo(0, within(1e-6));
      assertThat(squares).isEqualTo(1, within(0.02));
    }
    assertThat(scores.of(List.of(new double[] {Double.NaN, Double.NaN})).get(0)).containsOnly(0.0);
  }
}
