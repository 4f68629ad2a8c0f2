package io.github.djlobservability.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.djlobservability.drift.reference.Item;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The short form of {@link GridStudy}; with these seeds the outcome is always the same. */
class BudgetTest {

  private static final int SEEDS = 200;
  private static final double ASKED = 1_000;
  private static final long DAY = Duration.ofDays(1).toMillis();

  @ParameterizedTest(name = "{1} of {0}")
  @CsvSource({
    "two categories 0.001, 1",
    "200 categories by 1/k, 1",
    "50 equal categories, 1",
    "'2,000 equal categories', 1",
    "90 % zeros, 1",
    "bit 0.3, 2",
    "Poisson 1, 1",
    "bit 0.01, 1"
  })
  void theRunLengthIsTheOneAskedForWhateverTheKind(String kind, int columns) {
    GridCell cell = GridCell.of(kind, columns, 2_000, GridCell.Memory.NONE, ASKED);
    double sum = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      sum += cell.run(seed, 50_000).items();
    }
    System.out.printf("%s, seeds 1 to %d: %.0f%n", cell.name(), SEEDS, sum / SEEDS);
    assertThat(sum / SEEDS).isBetween(0.8 * ASKED, 1.25 * ASKED);
  }

  /** A memory of 0.9 leaves ten rows of these that are independent of each other. */
  @Test
  void aShortReferenceOfRowsThatDependOnEachOtherCostsNoFalseAlarms() {
    GridCell cell = GridCell.of("normal", 10, 200, GridCell.Memory.AR9, ASKED);
    double sum = 0;
    for (long seed = 1; seed <= 30; seed++) {
      sum += cell.run(seed, 50_000).items();
    }
    System.out.printf("%s that remember, seeds 1 to 30: %.0f%n", cell.name(), sum / 30);
    assertThat(sum / 30).isBetween(0.75 * ASKED, 3 * ASKED);
  }

  /** At ten items a day a week is the shortest run time there is, 100 items. */
  @Test
  void aLowTrafficIsLearntFromTheFirstGaps() {
    int rightAfterTheFirstWindow = 0;
    double sum = 0;
    for (long seed = 1; seed <= 60; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      ModelMonitor monitor = weekly(random, seed);
      long alarm = 1;
      while (!drifts(monitor, alarm, alarm * DAY / 10, random)) {
        alarm++;
      }
      rightAfterTheFirstWindow += alarm >= 500 && alarm <= 510 ? 1 : 0;
      sum += alarm / 60.0;
    }
    System.out.printf("seeds 1 to 60, ten items a day: %.0f items%n", sum);
    assertThat(rightAfterTheFirstWindow).isLessThan(3);
    assertThat(sum).isBetween(75.0, 150.0);
  }

  @Test
  void theNightBetweenTwoBatchesCounts() {
    SplittableRandom random = new SplittableRandom(1);
    ModelMonitor monitor = weekly(random, 1);
    for (long day = 0; day < 5; day++) {
      for (int i = 0; i < 500; i++) {
        drifts(monitor, 500 * day + i + 1, day * DAY + i, random);
      }
    }
    assertThat(monitor.evaluate().expectedRunTime()).isCloseTo(3_500, within(10.0));
  }

  private static ModelMonitor weekly(SplittableRandom random, long seed) {
    return new ModelMonitor(
        Columns.normal(1).reference(1_000, random),
        MonitorSettings.defaults()
            .withExpectedRunTime(ExpectedRunTime.of(Duration.ofDays(7)))
            .withSeed(seed));
  }

  private static boolean drifts(
      ModelMonitor monitor, long number, long millis, SplittableRandom random) {
    Item item = Columns.normal(1).fill(monitor.newItem(), number, random);
    item.epochMillis = millis;
    return monitor.observe(item).stream().anyMatch(verdict -> verdict.status() == Status.DRIFT);
  }
}
