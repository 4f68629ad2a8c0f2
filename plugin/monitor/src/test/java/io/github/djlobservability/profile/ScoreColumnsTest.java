package io.github.djlobservability.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.payload.Fields;
import io.github.djlobservability.payload.ItemPrediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreColumnsTest {

  private static Schema schema(String... scores) {
    List<Feature> features = new ArrayList<>();
    features.add(new Feature("said", FeatureType.CATEGORICAL, FeatureRole.PREDICTION));
    for (String score : scores) {
      features.add(new Feature(score, FeatureType.NUMERIC, FeatureRole.SCORE));
    }
    return new Schema(features);
  }

  @ParameterizedTest
  @CsvSource({
    "p_cat p_dog, cat dog",
    "y_pred_proba_prepaid_card y_pred_proba_upmarket_card, prepaid_card upmarket_card",
    "p_no p_none, no none",
    "virginica versicolor setosa, virginica versicolor setosa",
    "virginica versicolor, virginica versicolor",
    "p0 p1 p2, 0 1 2",
    "p10 p11, 10 11",
    "score[0] score[1], 0 1",
    "0 1 2, 0 1 2"
  })
  void namesEndWithClasses(String columns, String classes) {
    ScoreColumns scores = new ScoreColumns(schema(columns.split(" ")));
    assertThat(scores.columns().stream().map(scores::classOf)).containsExactly(classes.split(" "));
  }

  @Test
  void oneScoreIsOfTheClassThatWasSaid() {
    ScoreColumns scores = new ScoreColumns(schema("score"));
    assertThat(scores.columns()).containsExactly(1);
    assertThat(scores.classOf(1)).isNull();
  }

  @Test
  void aRowHasTheProbabilityOfEachClass() {
    ItemRows rows = new ItemRows(new RowBuilder(schema("p_cat", "p_dog")));
    ItemPrediction prediction =
        new ItemPrediction("dog", 0.7, Map.of("cat", 0.3, "dog", 0.7), true);
    Row row = rows.make(new Fields(Map.of(), false), prediction);
    assertThat(row.number(1)).isEqualTo(0.3);
    assertThat(row.number(2)).isEqualTo(0.7);
  }
}
