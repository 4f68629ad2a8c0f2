package io.github.djlobservability.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.chart.Levels;
import io.github.djlobservability.drift.incident.Course;
import io.github.djlobservability.drift.incident.Incident;
import io.github.djlobservability.drift.incident.MinEffect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QualityCheckTest {

  private static final int RUNS = 41;
  private static final int BEFORE = 1_000;
  private static final int HORIZON = 5_000;

  /** Returns the median of the items from a change of how often values lack to the alarm. */
  private static int median(double share, double changed) {
    int[] found = new int[RUNS];
    for (int seed = 0; seed < RUNS; seed++) {
      found[seed] = delay(share, changed, new SplittableRandom(seed));
    }
    Arrays.sort(found);
    System.out.printf("%s to %s, seeds 0 to %d: %d%n", share, changed, RUNS - 1, found[RUNS / 2]);
    return found[RUNS / 2];
  }

  private static int delay(double share, double changed, SplittableRandom random) {
    int rows = 2_000;
    QualityCheck check = new QualityCheck(Check.MISSING, share * rows, rows, 1, MinEffect.ANY);
    check.setLevels(Levels.ofDrift(80_000));
    for (int item = 1; item <= BEFORE + HORIZON; item++) {
      if (random.nextDouble() < (item <= BEFORE ? share : changed)) {
        Transition told = check.hit(item, true);
        if (told != null && told.status() == Status.DRIFT && item > BEFORE) {
          return item - BEFORE;
        }
      }
    }
    return HORIZON + 1;
  }

  @Test
  void valuesThatLackHalfAsOftenAgainAreFoundWhereSomeLackedBefore() {
    assertThat(median(0.1, 0.15)).isLessThan(900);
    assertThat(median(0.1, 0.2)).isLessThan(230);
  }

  /** One that broke it long before tells nothing of when all began to. */
  @Test
  void theOnsetOfWhatAllBreakIsKnown() {
    QualityCheck check = new QualityCheck(Check.MISSING, 2, 3_000, 1, MinEffect.ANY);
    check.setLevels(Levels.ofDrift(1e6));
    assertThat(check.hit(100, true)).isNull();
    Transition told = null;
    for (int item = 1_001; told == null || told.status() != Status.DRIFT; item++) {
      told = check.hit(item, true);
    }
    assertThat(told.change()).isNotNull();
    assertThat(told.change().item()).isEqualTo(1_001);
    assertThat(told.change().earliest()).isBetween(998L, 1_001L);
  }

  /** It was the first of the change, of which a quarter seemed to break the rule, for good. */
  @Test
  void whatBrokeARuleByChanceShortlyBeforeIsNotTheOnset() {
    QualityCheck check = new QualityCheck(Check.MISSING, 2, 3_000, 1, MinEffect.ANY);
    check.setLevels(Levels.ofDrift(1e6));
    assertThat(check.hit(980, true)).isNull();
    Transition told = null;
    int item = 1_000;
    while (told == null || told.status() != Status.DRIFT) {
      told = check.hit(++item, true);
    }
    assertThat(told.change()).isNotNull();
    assertThat(told.change().item()).isEqualTo(1_001);
    assertThat(told.effect().description()).endsWith("-> 100 %");
    for (int next = item + 1; next <= item + 40; next++) {
      if (next % 2 == 0) {
        assertThat(check.hit(next, true)).isNull();
      }
      assertThat(check.recover(next)).isNull();
    }
    assertThat(Objects.requireNonNull(check.effect()).current())
        .as("what goes on is of all items since")
        .isBetween(0.5, 0.7);
  }

  @Test
  void valuesThatLackFiveTimesAsOftenAreFoundSoon() {
    assertThat(median(0.01, 0.05)).isLessThan(230);
  }

  /** A window of a week would have kept it for a week. */
  @Test
  void aWarningFadesWithoutTheEndOfAWindow() {
    QualityCheck check = new QualityCheck(Check.MISSING, 30, 3_000, 1, MinEffect.ANY);
    check.setLevels(Levels.ofDrift(80_000));
    long item = BEFORE;
    Transition told = null;
    while (told == null) {
      item += 15;
      told = check.hit(item, true);
    }
    assertThat(told.status()).isEqualTo(Status.WARNING);
    long warned = item;
    told = null;
    while (told == null && item < warned + HORIZON) {
      told = check.recover(++item);
    }
    System.out.printf("a warning of item %d is over at item %d%n", warned, item);
    assertThat(told).isNotNull();
    assertThat(told.status()).isEqualTo(Status.STABLE);
    assertThat(check.isOff()).isFalse();
  }

  private static final int SEEDS = 40;

  /** False alarms are rare. */
  private static final double LEVEL = 20_000_000;

  /** A rule that a stream breaks with one share after the other, of a reference of 2,500 items. */
  private record Scenario(Check rule, double share, MinEffect least, List<Stretch> stretches) {
    private record Stretch(int items, double share) {}

    static Scenario of(Check rule, double share) {
      return new Scenario(rule, share, MinEffect.ANY, List.of());
    }

    Scenario least(MinEffect matters) {
      return new Scenario(rule, share, matters, stretches);
    }

    Scenario then(int items, double broken) {
      List<Stretch> all = new ArrayList<>(stretches);
      all.add(new Stretch(items, broken));
      return new Scenario(rule, share, least, all);
    }

    /** Shows the verdicts of each seed, but for warnings and their ends. */
    void eachSeed(ObjIntConsumer<List<Transition>> told) {
      for (int seed = 0; seed < SEEDS; seed++) {
        told.accept(run(seed), seed);
      }
    }

    private List<Transition> run(int seed) {
      QualityCheck check = new QualityCheck(rule, share * 2_500, 2_500, 1, least);
      check.setLevels(Levels.ofDrift(LEVEL));
      SplittableRandom random = new SplittableRandom(seed);
      List<Transition> told = new ArrayList<>();
      int item = 0;
      for (Stretch stretch : stretches) {
        for (int i = 0; i < stretch.items(); i++) {
          item++;
          if (random.nextDouble() < stretch.share()) {
            add(told, check.hit(item, true));
          }
          if (check.isOff()) {
            add(told, check.recover(item));
          }
        }
      }
      return told;
    }
  }

  private static void add(List<Transition> told, @Nullable Transition transition) {
    if (transition != null
        && transition.status() != Status.WARNING
        && !(transition.status() == Status.STABLE && transition.previous() == Status.WARNING)) {
      told.add(transition);
    }
  }

  private static List<Course> courses(List<Transition> told) {
    return told.stream()
        .map(Transition::incident)
        .filter(Objects::nonNull)
        .map(Incident::course)
        .toList();
  }

  @ParameterizedTest
  @EnumSource(
      value = Check.class,
      names = {"MISSING", "WRONG_TYPE"})
  void theReferencesOwnRateIsNoDriftAfterAWhileWithout(Check rule) {
    Scenario.of(rule, 0.05)
        .then(2_840, 0)
        .then(2_000, 0.05)
        .eachSeed((told, seed) -> assertThat(told).as("seed %d", seed).isEmpty());
  }

  @ParameterizedTest
  @EnumSource(
      value = Check.class,
      names = {"MISSING", "WRONG_TYPE", "OUT_OF_RANGE", "UNSEEN_CATEGORY"})
  void aSteadyRateIsToldOnce(Check rule) {
    Scenario.of(rule, 0.085)
        .then(1_000, 0.085)
        .then(3_000, 0.31)
        .eachSeed(
            (told, seed) -> {
              assertThat(told).as("seed %d", seed).hasSize(1);
              assertThat(courses(told)).as("seed %d", seed).containsExactly(Course.BEGUN);
            });
  }

  @Test
  void aRateThatGrowsOnceMoreHasWorsened() {
    Scenario.of(Check.MISSING, 0.085)
        .then(1_000, 0.085)
        .then(1_000, 0.31)
        .then(500, 0.8)
        .then(500, 0.085)
        .eachSeed(
            (told, seed) ->
                assertThat(courses(told))
                    .as("seed %d", seed)
                    .containsExactly(Course.BEGUN, Course.WORSENED, Course.ENDED));
  }

  @Test
  void aSmallChangeThatGrowsIsDrift() {
    Scenario.of(Check.MISSING, 0.05)
        .least(Objects.requireNonNull(MinEffect.parse("share:0.2")))
        .then(500, 0.05)
        .then(2_000, 0.15)
        .then(2_000, 0.5)
        .eachSeed(
            (told, seed) ->
                assertThat(told)
                    .as("seed %d", seed)
                    .extracting(Transition::status)
                    .startsWith(Status.SMALL, Status.DRIFT));
  }
}
