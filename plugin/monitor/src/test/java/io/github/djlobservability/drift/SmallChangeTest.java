package io.github.djlobservability.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.incident.MinEffect;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.Item;
import io.github.djlobservability.drift.reference.ModelReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A change that is sure and too small to matter is no DRIFT; the seeds are always the same. */
class SmallChangeTest {

  private static final int ROWS = 5_000;
  private static final int SEEDS = 8;

  /** Puts the value of an item into it. */
  private interface Source {
    void put(Item item, long number, SplittableRandom random);
  }

  private static MinEffect least(String text) {
    return Objects.requireNonNull(MinEffect.parse(text));
  }

  private static FeatureReference normal(SplittableRandom random) {
    double[] values = new double[ROWS];
    Arrays.setAll(values, i -> random.nextGaussian());
    return FeatureReference.numeric("x", DriftKind.DATA, values)
        .withRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  private static FeatureReference bit(double share, SplittableRandom random) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      values.add(random.nextDouble() < share ? "a" : "b");
    }
    return FeatureReference.categorical("x", DriftKind.DATA, values);
  }

  private static List<Verdict> verdicts(
      FeatureReference reference, String least, int items, Source source, SplittableRandom random) {
    ModelMonitor monitor =
        new ModelMonitor(
            ModelReference.of(List.of(reference)),
            MonitorSettings.defaults()
                .withExpectedRunTime(ExpectedRunTime.ofItems(1e7))
                .withMinEffect(least(least)));
    Item item = monitor.newItem();
    List<Verdict> verdicts = new ArrayList<>();
    for (long number = 1; number <= items; number++) {
      item.start(number, null);
      source.put(item, number, random);
      verdicts.addAll(monitor.observe(item));
    }
    return verdicts;
  }

  private static long count(List<Verdict> verdicts, Status status) {
    return verdicts.stream().filter(verdict -> verdict.status() == status).count();
  }

  @Test
  void aSureShiftOfALittleIsSmallWhereMoreMatters() {
    int small = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Verdict> verdicts =
          verdicts(
              normal(random),
              "sd:0.4",
              12_000,
              (item, number, r) -> item.number(0, r.nextGaussian() + (number > 1_000 ? 0.15 : 0)),
              random);
      assertThat(count(verdicts, Status.DRIFT)).as("seed " + seed).isZero();
      assertThat(count(verdicts, Status.SMALL)).as("seed " + seed).isLessThanOrEqualTo(2);
      small += count(verdicts, Status.SMALL) > 0 ? 1 : 0;
    }
    System.out.printf("small in %d of %d, seeds 1 to %d%n", small, SEEDS, SEEDS);
    assertThat(small).isGreaterThanOrEqualTo(SEEDS * 3 / 4);
  }

  @Test
  void aLargeShiftIsFoundAsSoonAsWithoutALeast() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      long[] found = new long[2];
      for (int i = 0; i < 2; i++) {
        SplittableRandom random = new SplittableRandom(seed);
        found[i] =
            verdicts(
                    normal(random),
                    i == 0 ? "sd:0" : "sd:0.3",
                    2_000,
                    (item, n, r) -> item.number(0, r.nextGaussian() + (n > 1_000 ? 1.5 : 0)),
                    random)
                .stream()
                .filter(verdict -> verdict.status() == Status.DRIFT)
                .mapToLong(Verdict::item)
                .findFirst()
                .orElse(Long.MAX_VALUE);
      }
      assertThat(found[1]).as("seed " + seed).isBetween(found[0], found[0] + 3);
    }
  }

  @Test
  void smallStepsThatAddUpAreADrift() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Verdict> verdicts =
          verdicts(
              normal(random),
              "sd:0.3",
              20_000,
              (item, n, r) -> item.number(0, r.nextGaussian() + 0.15 * Math.floor(n / 4_000.0)),
              random);
      assertThat(count(verdicts, Status.DRIFT)).as("seed " + seed).isPositive();
      long first =
          verdicts.stream()
              .filter(verdict -> verdict.status() == Status.DRIFT)
              .mapToLong(Verdict::item)
              .findFirst()
              .orElse(0);
      assertThat(first).as("seed " + seed).isGreaterThan(8_000);
    }
  }

  @Test
  void sharesAreJudgedByPointsOrByOdds() {
    int byPoints = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      Source source =
          (item, n, r) -> item.category(0, r.nextDouble() < (n > 1_000 ? 0.04 : 0.01) ? "a" : "b");
      SplittableRandom random = new SplittableRandom(seed);
      FeatureReference reference = bit(0.01, random);
      List<Verdict> points = verdicts(reference, "share:0.1", 6_000, source, random);
      assertThat(count(points, Status.DRIFT)).as("seed " + seed).isZero();
      byPoints += count(points, Status.SMALL) > 0 ? 1 : 0;
      List<Verdict> odds = verdicts(reference, "share:0.1,odds:2", 6_000, source, random);
      assertThat(count(odds, Status.DRIFT)).as("seed " + seed).isPositive();
    }
    assertThat(byPoints).isEqualTo(SEEDS);
  }

  @Test
  void aRuleThatIsBrokenRarelyIsSmallToo() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Verdict> verdicts =
          verdicts(
              normal(random),
              "share:0.05",
              8_000,
              (item, n, r) ->
                  item.number(
                      0, n > 1_000 && r.nextDouble() < 0.01 ? Double.NaN : r.nextGaussian()),
              random);
      assertThat(count(verdicts, Status.DRIFT)).as("seed " + seed).isZero();
      assertThat(verdicts)
          .as("seed " + seed)
          .anyMatch(v -> v.status() == Status.SMALL && v.check() == Check.MISSING);
    }
  }

  @Test
  void aLeastIsReadAsItIsWritten() {
    assertThat(least("sd:0.2,share:0.02,odds:2").text()).isEqualTo("sd:0.2,share:0.02,odds:2.0");
    assertThat(least(" odds : 3 ")).isEqualTo(new MinEffect(0, Double.NaN, 3));
    for (String wrong : List.of("", "0.2", "sd:-1", "sd:1,sd:2", "share:2", "odds:0.5", "sd:NaN")) {
      assertThat(MinEffect.parse(wrong)).as(wrong).isNull();
    }
  }
}
