package io.github.djlobservability.samples.employment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeatureEncodingTest {

  private static final List<String> FEATURES = List.of("MAR=5", "AGEP^2", "SEX=2", "AGEP", "MAR=1");

  @Test
  void putsEachFeatureAtItsPosition() {
    FeatureEncoding encoding = new FeatureEncoding(FEATURES);
    assertThat(encoding.width()).isEqualTo(5);
    assertThat(encoding.encode(List.of(row(50, 1, 2), row(20, 5, 1))))
        .containsExactly(0, 0.25f, 1, 0.5f, 1, 1, 0.04f, 0, 0.2f, 0);
  }

  @Test
  void codeThatTheTrainingNeverSawIsAllZeros() {
    FeatureEncoding encoding = new FeatureEncoding(FEATURES);
    assertThat(encoding.encode(List.of(row(0, 3, 1)))).containsExactly(0, 0, 0, 0, 0);
  }

  @Test
  void namesAgreeWithPositions() {
    CensusRow row = row(50, 5, 2);
    Map<String, Double> features = new LinkedHashMap<>();
    FeatureEncoding.forEachFeature(row, features::put);
    float[] encoded = new FeatureEncoding(List.copyOf(features.keySet())).encode(List.of(row));
    assertThat(features).hasSize(CensusColumn.values().length + 1).containsEntry("MAR=5", 1.0);
    assertThat(encoded).hasSize(features.size());
    int position = 0;
    for (double value : features.values()) {
      assertThat(encoded[position++]).isEqualTo((float) value);
    }
  }

  @Test
  void refusesAListThatIsNotOne() {
    assertThatThrownBy(() -> new FeatureEncoding(List.of("AGEP", "AGEP")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Feature AGEP occurs twice.");
    assertThatThrownBy(() -> new FeatureEncoding(List.of("AGEP", "MAR=6")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Unknown features: [MAR=6].");
  }

  private static CensusRow row(double age, double marital, double sex) {
    EnumMap<CensusColumn, Double> values = Rows.smallest();
    values.put(CensusColumn.AGEP, age);
    values.put(CensusColumn.MAR, marital);
    values.put(CensusColumn.SEX, sex);
    return new CensusRow(values);
  }
}
