package io.github.djlobservability.drift;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.Item;
import io.github.djlobservability.drift.reference.ModelReference;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Categories, or numbers of mostly zero, that come in turn until each item has another. */
class NewCategoryTest {

  private static final int BEFORE = 40;
  private static final int SEEDS = 20;

  private static List<String> reference(int rare) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < 210; i++) {
      values.add("c" + i % 7);
    }
    for (int i = 0; i < rare; i++) {
      values.add("rare");
    }
    return values;
  }

  /** Twenty categories, of which the last four are rare and watched together, and a tail. */
  private static List<String> withOthers(int once) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      int rare = i % 100 < 4 ? 16 + i % 100 : i % 16;
      values.add("c" + rare);
    }
    for (int i = 0; i < once; i++) {
      values.add("once" + i);
    }
    return values;
  }

  private static List<Verdict> verdicts(long seed, List<String> reference, String latest) {
    ModelMonitor monitor =
        new ModelMonitor(
            ModelReference.of(
                List.of(FeatureReference.categorical("x", DriftKind.DATA, reference))),
            MonitorSettings.defaults()
                .withExpectedRunTime(ExpectedRunTime.ofItems(100_000_000))
                .withSeed(seed));
    Item item = monitor.newItem();
    List<Verdict> verdicts = new ArrayList<>();
    for (int number = 1; number <= BEFORE + 60; number++) {
      item.start(number, null).category(0, number > BEFORE ? latest : "c" + number % 7);
      verdicts.addAll(monitor.observe(item));
    }
    return verdicts;
  }

  @Test
  void aNewCategoryIsToldByTheRuleAlone() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      assertThat(verdicts(seed, reference(0), "new").stream().filter(NewCategoryTest::ofNew))
          .as("seed %d", seed)
          .isNotEmpty()
          .allSatisfy(
              verdict -> {
                assertThat(verdict.check()).isEqualTo(Check.UNSEEN_CATEGORY);
                assertThat(requireNonNull(verdict.onset()).item()).isEqualTo(BEFORE + 1);
                assertThat(verdict.effect().current()).isEqualTo(1);
              });
    }
  }

  /**
   * It is one of the others as well, whose share grew with it. Where a tail of others is to be
   * expected both ways to tell of it may come at about the same time.
   */
  @ParameterizedTest
  @CsvSource({"0, 0", "4, 0", "200, 4"})
  void aNewCategoryIsToldOnceBesideRareOnes(int once, int mayBeTwice) {
    int twice = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      List<String> reference = withOthers(once);
      ModelMonitor monitor =
          new ModelMonitor(
              ModelReference.of(
                  List.of(FeatureReference.categorical("x", DriftKind.DATA, reference))),
              MonitorSettings.defaults()
                  .withExpectedRunTime(ExpectedRunTime.ofItems(1_000_000))
                  .withSeed(seed));
      SplittableRandom random = new SplittableRandom(seed);
      Item item = monitor.newItem();
      List<Verdict> drifts = new ArrayList<>();
      for (int number = 1; number <= 2_000; number++) {
        String usual = reference.get(random.nextInt(reference.size()));
        boolean is = number > 500 && random.nextInt(10) < 3;
        item.start(number, null).category(0, is ? "new" : usual);
        monitor.observe(item).stream()
            .filter(verdict -> verdict.status() == Status.DRIFT)
            .forEach(drifts::add);
      }
      assertThat(drifts).as("seed %d", seed).isNotEmpty();
      twice += drifts.stream().map(Verdict::check).distinct().count() > 1 ? 1 : 0;
      if (once < 200) {
        assertThat(drifts).extracting(Verdict::check).containsOnly(Check.UNSEEN_CATEGORY);
      }
    }
    assertThat(twice).isLessThanOrEqualTo(mayBeTwice);
  }

  /** They were taken for the new category, because its part of the ranks had grown since. */
  @Test
  void categoriesOfBeforeTheChangeAreNotPartOfIt() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      for (String latest : List.of("rare", "c3")) {
        assertThat(verdicts(seed, reference(3), latest).stream().filter(NewCategoryTest::ofNew))
            .as("seed %d, %s", seed, latest)
            .isNotEmpty()
            .allSatisfy(
                verdict -> {
                  assertThat(requireNonNull(verdict.onset()).item())
                      .isBetween(BEFORE - 2L, BEFORE + 1L);
                  assertThat(verdict.effect().current()).isGreaterThan(0.7);
                });
      }
    }
  }

  /**
   * The zeros of before were taken for other values, because their part of the ranks had shrunk.
   */
  @Test
  void zerosOfBeforeTheChangeAreNotPartOfIt() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      double[] reference = new double[210];
      for (int i = 0; i < reference.length; i++) {
        reference[i] = i % 7 == 0 ? 1 + i / 7 % 5 : 0;
      }
      ModelMonitor monitor =
          new ModelMonitor(
              ModelReference.of(List.of(FeatureReference.numeric("x", DriftKind.DATA, reference))),
              MonitorSettings.defaults()
                  .withExpectedRunTime(ExpectedRunTime.ofItems(100_000_000))
                  .withSeed(seed));
      Item item = monitor.newItem();
      List<Verdict> verdicts = new ArrayList<>();
      for (int number = 1; number <= BEFORE + 60; number++) {
        double value = number > BEFORE || number % 7 == 0 ? 1 + number % 5 : 0;
        verdicts.addAll(monitor.observe(item.start(number, null).number(0, value)));
      }
      assertThat(verdicts)
          .as("seed %d", seed)
          .isNotEmpty()
          .allSatisfy(
              verdict -> {
                assertThat(verdict.effect().description()).startsWith("values equal to 0: ");
                assertThat(requireNonNull(verdict.onset()).item()).isEqualTo(BEFORE + 1);
                assertThat(verdict.effect().current()).isZero();
              });
    }
  }

  /** Returns whether a verdict is of the category that comes, and of no other that is gone. */
  private static boolean ofNew(Verdict verdict) {
    return verdict.effect().current() > verdict.effect().reference()
        || Double.isNaN(verdict.effect().reference());
  }
}
