package io.github.djlobservability.drift.reference.profiled;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.ModelReference;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TrialNeedsTest {
  private static final long SEED = 41;

  /** Returns columns of numbers that remember those before. */
  private static ModelReference reference(int columns, int rows, double memory) {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] last = new double[columns];
    List<double[]> all = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < columns; i++) {
        last[i] = memory * last[i] + Math.sqrt(1 - memory * memory) * random.nextGaussian();
      }
      all.add(last.clone());
    }
    List<FeatureReference> features = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      int column = i;
      double[] values = all.stream().mapToDouble(row -> row[column]).toArray();
      features.add(FeatureReference.numeric("x" + i, DriftKind.DATA, values).inTimeOrder(values));
    }
    return new ModelReference(features, all);
  }

  @Test
  void aFewRowsOfManyColumnsThatRememberAreSaidToTellLittle() {
    assertThat(TrialNeeds.notWatched(reference(10, 200, 0.9)))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.reason()).isEqualTo(NotWatched.Reason.FEW_ROWS);
              assertThat(one.sentence())
                  .startsWith("alarms may be much rarer than asked")
                  .endsWith("it takes a reference with 1,000 rows, of which this one has 200");
            });
  }

  @Test
  void rowsEnoughOrIndependentOnesNeedNoWord() {
    assertThat(TrialNeeds.notWatched(reference(2, 200, 0.9))).isEmpty();
    assertThat(TrialNeeds.notWatched(reference(10, 200, 0))).isEmpty();
    assertThat(TrialNeeds.areMet(reference(2, 200, 0.9))).isTrue();
    assertThat(TrialNeeds.areMet(reference(3, 200, 0.9))).isFalse();
  }
}
