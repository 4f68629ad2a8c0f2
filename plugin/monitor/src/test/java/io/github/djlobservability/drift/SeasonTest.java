package io.github.djlobservability.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.reference.Dependence;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.Item;
import io.github.djlobservability.drift.reference.ModelReference;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With these seeds the outcome is always the same. */
class SeasonTest {

  private static final int SEEDS = 60;
  private static final double ASKED = 1_000;
  private static final int ROWS = 2_000;
  private static final long HOUR = Duration.ofHours(1).toMillis();

  @ParameterizedTest
  @EnumSource(
      value = GridCell.Memory.class,
      names = {"DAILY", "WEEKLY"})
  void aCycleThatTheReferenceKnowsDoesNotAlarm(GridCell.Memory memory) {
    GridCell cell = GridCell.of("normal", 1, ROWS, memory, ASKED).with(GridCell.Arrival.HOURLY);
    double sum = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      sum += cell.run(seed, 20_000).items();
    }
    System.out.printf("%s, seeds 1 to %d: %.0f%n", memory, SEEDS, sum / SEEDS);
    assertThat(sum / SEEDS).isBetween(0.75 * ASKED, 2 * ASKED);
  }

  /** As long as the cycle was taken for a memory, this took some thousand rows. */
  @Test
  void aShiftOfHalfADeviationIsFoundUnderACycle() {
    double[] delays = new double[20];
    for (int seed = 1; seed <= delays.length; seed++) {
      delays[seed - 1] = delay(new SplittableRandom(seed), 0.5);
    }
    Arrays.sort(delays);
    System.out.println("seeds 1 to 20: " + Arrays.toString(delays));
    assertThat(delays[10]).isLessThan(150);
  }

  @Test
  void anEffectIsToldInTheNumbersOwnUnitWithoutTheCycle() {
    SplittableRandom random = new SplittableRandom(3);
    Verdict verdict = firstDrift(random, 1);
    assertThat(verdict.effect().reference()).isBetween(-0.1, 0.1);
    assertThat(verdict.effect().current()).isBetween(0.5, 1.6);
  }

  @Test
  void aCycleOfLevelAndSpreadIsTakenOut() {
    SplittableRandom random = new SplittableRandom(4);
    FeatureReference found =
        reference(row -> Math.exp(wave(row, 24) + 0.3 * random.nextGaussian()));
    assertThat(found.hasCycle()).isTrue();
    assertThat(found.dependence()).isGreaterThan(3);
    assertThat(found.compared().dependence()).isLessThan(2);
  }

  @Test
  void whatIsNoCycleIsNotTakenForOne() {
    SplittableRandom random = new SplittableRandom(5);
    DependenceStudy.Stream memory = DependenceStudy.autoregressive(0.9, random);
    assertThat(reference(row -> random.nextGaussian()).hasCycle()).isFalse();
    assertThat(reference(row -> memory.next()).hasCycle()).isFalse();
    assertThat(reference(row -> row + random.nextGaussian()).hasCycle()).isFalse();
    assertThat(reference(row -> 7).hasCycle()).isFalse();
    assertThat(reference(row -> Double.NaN).hasCycle()).isFalse();
    // Half of the values are 0.
    assertThat(reference(row -> Math.max(0, wave(row, 24))).hasCycle()).isFalse();
  }

  @Test
  void threeDaysAreNoCycleYet() {
    double[] values = new double[300];
    Arrays.setAll(values, row -> wave(row, 100) + 0.01 * (row % 7));
    long[] quarters = LongStream.range(0, 300).map(row -> row * HOUR / 4).toArray();
    FeatureReference reference = FeatureReference.numeric("x", DriftKind.DATA, values);
    assertThat(reference.withoutCycle(values, quarters, Dependence.consecutive(300)).hasCycle())
        .isFalse();
  }

  private static double wave(double row, int period) {
    return Math.sqrt(2) * Math.sin(2 * Math.PI * row / period);
  }

  private static FeatureReference reference(DoubleUnaryOperator source) {
    double[] values = new double[ROWS];
    Arrays.setAll(values, source::applyAsDouble);
    return reference(values);
  }

  private static FeatureReference reference(double[] values) {
    long[] hours = LongStream.range(0, values.length).map(row -> row * HOUR).toArray();
    return FeatureReference.numeric("x", DriftKind.DATA, values)
        .inTimeOrder(values)
        .withoutCycle(values, hours, Dependence.consecutive(values.length));
  }

  private static ModelMonitor monitor(SplittableRandom random) {
    double[] values = new double[ROWS];
    Arrays.setAll(values, row -> wave(row, 24) + random.nextGaussian());
    return new ModelMonitor(
        ModelReference.of(List.of(reference(values))),
        MonitorSettings.defaults().withExpectedRunTime(ExpectedRunTime.ofItems(10_000)));
  }

  private static Verdict firstDrift(SplittableRandom random, double shift) {
    ModelMonitor monitor = monitor(random);
    Item item = monitor.newItem();
    for (long number = 1; true; number++) {
      long row = ROWS + number - 1;
      item.start(row * HOUR, null)
          .number(0, wave((double) row, 24) + random.nextGaussian() + (number > 240 ? shift : 0));
      for (Verdict verdict : monitor.observe(item)) {
        if (verdict.status() == Status.DRIFT && number > 240) {
          return verdict;
        }
      }
    }
  }

  private static double delay(SplittableRandom random, double shift) {
    return firstDrift(random, shift).item() - 240.0;
  }
}
