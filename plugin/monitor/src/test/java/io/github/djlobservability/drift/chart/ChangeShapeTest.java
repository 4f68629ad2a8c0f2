package io.github.djlobservability.drift.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.Check;
import io.github.djlobservability.drift.Columns;
import io.github.djlobservability.drift.ExpectedRunTime;
import io.github.djlobservability.drift.ModelMonitor;
import io.github.djlobservability.drift.MonitorSettings;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.drift.reference.Item;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Checks the shape that is told a window after the alarm, over fifty seeds. */
class ChangeShapeTest {

  private static final int FIRST_SEED = 1;
  private static final int SEEDS = 50;
  private static final int QUIET = 3_000;
  private static final int WINDOW = 500;

  /** A value some items after the change began, from a standard normal number. */
  private interface Course {
    double value(int since, double z, SplittableRandom random);
  }

  private static Map<DriftShape, Integer> told(Course course) {
    Map<DriftShape, Integer> told = new EnumMap<>(DriftShape.class);
    for (int seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
      DriftShape shape = told(course, seed);
      if (shape != null) {
        told.merge(shape, 1, Integer::sum);
      }
    }
    System.out.printf("seeds %d to %d: %s%n", FIRST_SEED, FIRST_SEED + SEEDS - 1, told);
    return told;
  }

  private static @Nullable DriftShape told(Course course, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ModelMonitor monitor =
        new ModelMonitor(
            Columns.normal(1).reference(2_000, random),
            MonitorSettings.defaults().withExpectedRunTime(ExpectedRunTime.ofItems(1e7)));
    Item item = monitor.newItem();
    DriftShape told = null;
    int end = Integer.MAX_VALUE;
    for (int i = 1; i < end; i++) {
      double z = random.nextGaussian();
      item.start(i, null).number(0, i <= QUIET ? z : course.value(i - QUIET, z, random));
      for (Verdict verdict : monitor.observe(item)) {
        told = verdict.shape() == null ? told : verdict.shape();
        end = told != null && end == Integer.MAX_VALUE ? i + WINDOW + 1 : end;
      }
    }
    return told;
  }

  @Test
  void stepsAreSudden() {
    assertThat(told((since, z, random) -> z + 1)).containsOnlyKeys(DriftShape.SUDDEN);
  }

  /** The first change must not show where the second is looked at. */
  @Test
  void aSecondStepIsSuddenToo() {
    Map<DriftShape, Integer> told = new EnumMap<>(DriftShape.class);
    for (int seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      ModelMonitor monitor =
          new ModelMonitor(
              Columns.normal(1).reference(800, random),
              MonitorSettings.defaults().withExpectedRunTime(ExpectedRunTime.ofItems(1e5)));
      Item item = monitor.newItem();
      for (int i = 1; i <= 4_000; i++) {
        double mean = i <= 800 ? 0 : i <= 1_900 ? 3 : -4;
        item.start(i, null).number(0, mean + random.nextGaussian());
        for (Verdict verdict : monitor.observe(item)) {
          if (verdict.shape() != null && verdict.check() == Check.DISTRIBUTION) {
            told.merge(verdict.shape(), 1, Integer::sum);
          }
        }
      }
    }
    System.out.printf("two steps, seeds %d to %d: %s%n", FIRST_SEED, FIRST_SEED + SEEDS - 1, told);
    assertThat(told.get(DriftShape.SUDDEN)).isBetween(2 * SEEDS - 2, 2 * SEEDS + 2);
    assertThat(told.getOrDefault(DriftShape.INCREMENTAL, 0)).isLessThanOrEqualTo(SEEDS / 20);
  }

  @Test
  void rampsAreIncremental() {
    Map<DriftShape, Integer> told = told((since, z, random) -> z + 0.0015 * since);
    assertThat(told.get(DriftShape.INCREMENTAL)).isGreaterThan(SEEDS * 9 / 10);
  }

  @Test
  void growingMixturesAreGradualOrLookSuddenButNotIncremental() {
    Map<DriftShape, Integer> told =
        told((since, z, random) -> z + (random.nextDouble() < since / 2_000.0 ? 3 : 0));
    assertThat(told.get(DriftShape.GRADUAL)).isGreaterThan(SEEDS * 4 / 10);
    assertThat(told.getOrDefault(DriftShape.INCREMENTAL, 0)).isLessThan(SEEDS / 20);
  }
}
