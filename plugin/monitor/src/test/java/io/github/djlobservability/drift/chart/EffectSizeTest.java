package io.github.djlobservability.drift.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.chart.bank.Accepted;
import io.github.djlobservability.drift.chart.bank.Alternative;
import io.github.djlobservability.drift.chart.bank.ChangeKind;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.FeatureReference;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EffectSizeTest {

  private static final int REFERENCE = 1_500;

  private final SplittableRandom random = new SplittableRandom(7);
  private final FeatureReference reference =
      FeatureReference.numeric("x", DriftKind.DATA, normal(REFERENCE, 10, 1));

  private double[] normal(int values, double mean, double deviation) {
    return random.doubles(values).map(x -> mean + deviation * random.nextGaussian()).toArray();
  }

  private String told(ChangeKind change, Accepted before, double[] current) {
    Alternative alternative = new Alternative(change, 3, 1, 1);
    return new EffectSize(reference, before, 1).of(alternative, current).description();
  }

  private String told(ChangeKind change, double[] current) {
    return told(change, Accepted.of(reference), current);
  }

  @ParameterizedTest
  @EnumSource(names = {"LOCATION", "SPREAD", "SHAPE", "SHARE"})
  void aShiftIsToldAsTheMeanWhateverNoticedIt(ChangeKind change) {
    for (int values : new int[] {5, 10, 100, 500}) {
      for (double shift : new double[] {-5, -3, 3, 5}) {
        assertThat(told(change, normal(values, 10 + shift, 1)))
            .as("%d values, shifted by %s", values, shift)
            .startsWith("mean ")
            .doesNotContain("standard");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 0.5, 2, 5})
  void anotherSpreadIsToldAsSuch(double spread) {
    for (int values : new int[] {20, 100, 500}) {
      assertThat(told(ChangeKind.SPREAD, normal(values, 10, spread)))
          .as("%d values", values)
          .startsWith("standard deviation ")
          .doesNotContain("mean");
    }
  }

  @Test
  void whereBothMoveTheSpreadIsThatAboutTheNewMean() {
    assertThat(told(ChangeKind.SPREAD, normal(400, 50, 2)))
        .matches("mean (9.9|10)[.0-9]* -> (49|50)[.0-9]*, standard deviation [01].* -> [12].*");
    assertThat(told(ChangeKind.SPREAD, normal(10, 8, 0.05)))
        .matches("mean (9.9|10)[.0-9]* -> [78][.0-9]*, standard deviation [01].* -> 0.*");
  }

  @Test
  void aPartThatMovedIsNoShift() {
    double[] half = normal(400, 10, 1);
    for (int i = 0; i < half.length; i += 2) {
      half[i] = 0;
    }
    assertThat(told(ChangeKind.SHARE, half)).startsWith("values from ");
  }

  @Test
  void whatWasBeforeIsToldAsSuch() {
    Accepted learnt = Accepted.ofNumbers(normal(200, 13, 1));
    assertThat(told(ChangeKind.LOCATION, learnt, normal(100, 15, 1)))
        .matches("mean (9.9|10)[.0-9]* -> (14.9|15)[.0-9]*, (12.9|13)[.0-9]* before");
    assertThat(told(ChangeKind.SHAPE, learnt, normal(100, 13, 1)))
        .matches("values from 12.* to 13.*: 0.* % -> [0-9]+ %, 5[0-9] % before");
  }

  @Test
  void categoriesAreComparedWithTheReferenceToo() {
    FeatureReference colours =
        FeatureReference.categorical("colour", DriftKind.DATA, Map.of("a", 60L, "b", 40L), 0);
    Accepted learnt = Accepted.ofCategories(new double[] {0, 0, 0, 1}, colours.counts().length);
    Alternative first = new Alternative(ChangeKind.SHARE, 0, 1, 1);
    double[] now = {1, 1, 1, 1};
    assertThat(new EffectSize(colours, learnt, 1).of(first, now).description())
        .isEqualTo("category \"a\": 60 % -> 0 %, 75 % before");
    assertThat(new EffectSize(colours, Accepted.of(colours), 1).of(first, now).description())
        .isEqualTo("category \"a\": 60 % -> 0 %");
  }
}
