package io.github.djlobservability.drift.reference.profiled;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.ModelMonitor;
import io.github.djlobservability.drift.MonitorSettings;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.Item;
import io.github.djlobservability.drift.reference.ModelReference;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CategoryNeedsTest {

  private static final long SEED = 58;
  private final SplittableRandom random = new SplittableRandom(SEED);
  private double last;

  /** Categories, the larger the rarer; each like the one before it if told to. */
  private List<String> categories(int rows, double memory, double steps) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      last = memory * last + Math.sqrt(1 - memory * memory) * random.nextGaussian();
      values.add("c" + Math.round(Math.exp(steps * last)));
    }
    return values;
  }

  private FeatureReference reference(int rows, double memory, double steps) {
    List<String> values = categories(rows, memory, steps);
    return FeatureReference.categorical("x", DriftKind.DATA, values).inTimeOrder(values);
  }

  @Test
  void aLongTailOfAFewRowsThatDependOnTheirNeighboursIsNotWatched() {
    FeatureReference few = reference(200, 0.9, 5);
    assertThat(CategoryNeeds.areMet(few)).isFalse();
    assertThat(CategoryNeeds.notWatched(List.of(few)))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.reason()).isEqualTo(NotWatched.Reason.FEW_ROWS);
              assertThat(one.sentence())
                  .startsWith("x: shares of categories and new ones are not watched")
                  .contains("200 of the reference");
            });
  }

  @Test
  void manyRowsOrIndependentOnesOrFewCategoriesAreWatched() {
    assertThat(CategoryNeeds.areMet(reference(20_000, 0.9, 2))).isTrue();
    assertThat(CategoryNeeds.areMet(reference(200, 0, 5))).isTrue();
    assertThat(CategoryNeeds.areMet(reference(200, 0.9, 0.5))).isTrue();
    double[] numbers = random.doubles(200).toArray();
    assertThat(CategoryNeeds.areMet(FeatureReference.numeric("x", DriftKind.DATA, numbers)))
        .isTrue();
  }

  @Test
  void whatIsNotWatchedIsNeverAnAlarmNorStableAndMissingValuesAre() {
    FeatureReference few = reference(200, 0.9, 5);
    ModelMonitor monitor =
        new ModelMonitor(ModelReference.of(List.of(few)), MonitorSettings.defaults());
    Item item = monitor.newItem();
    for (int i = 1; i <= 3_000; i++) {
      item.start(i, null).category(0, "new" + i % 100);
      assertThat(monitor.observe(item)).isEmpty();
    }
    assertThat(monitor.evaluate().features().get(0).checks().get(0).status())
        .isEqualTo(Status.WARMING_UP);
    int alarms = 0;
    for (int i = 3_001; i <= 3_500; i++) {
      alarms += monitor.observe(item.start(i, null)).size();
    }
    assertThat(alarms).isPositive();
  }
}
