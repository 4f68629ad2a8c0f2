package io.github.djlobservability.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.incident.Course;
import io.github.djlobservability.drift.incident.Incident;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.Item;
import io.github.djlobservability.drift.reference.ModelReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Repeats are one incident with a course; with these seeds the outcome is always the same. */
class IncidentTest {

  private static final int SEEDS = 5;
  private static final int ROWS = 2_000;

  private static ModelMonitor monitor(FeatureReference reference, double runTime) {
    return new ModelMonitor(
        ModelReference.of(List.of(reference)),
        MonitorSettings.defaults().withExpectedRunTime(ExpectedRunTime.ofItems(runTime)));
  }

  private static FeatureReference normal(SplittableRandom random) {
    double[] values = new double[ROWS];
    Arrays.setAll(values, i -> random.nextGaussian());
    return FeatureReference.numeric("x", DriftKind.DATA, values)
        .withRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  private static List<Verdict> shifted(
      long seed, double runTime, int items, LongToDoubleFunction shift) {
    return shifted(seed, runTime, 500, items, shift);
  }

  private static List<Verdict> shifted(
      long seed, double runTime, int window, int items, LongToDoubleFunction shift) {
    SplittableRandom random = new SplittableRandom(seed);
    ModelMonitor monitor =
        new ModelMonitor(
            ModelReference.of(List.of(normal(random))),
            MonitorSettings.defaults()
                .withWindow(Window.ofItems(window))
                .withExpectedRunTime(ExpectedRunTime.ofItems(runTime)));
    Item item = monitor.newItem();
    List<Verdict> verdicts = new ArrayList<>();
    for (long n = 1; n <= items; n++) {
      double value = random.nextGaussian() + shift.applyAsDouble(n);
      verdicts.addAll(monitor.observe(item.start(n, null).number(0, value)));
    }
    return verdicts;
  }

  private static List<Course> courses(List<Verdict> verdicts) {
    return verdicts.stream()
        .map(Verdict::incident)
        .filter(Objects::nonNull)
        .map(incident -> Objects.requireNonNull(incident).course())
        .toList();
  }

  private static Incident incident(Verdict verdict) {
    return Objects.requireNonNull(verdict.incident());
  }

  @Test
  void aConstantMovementIsOneIncidentOfAFewVerdicts() {
    int most = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      List<Verdict> verdicts =
          shifted(seed, 1e6, 15_000, n -> 3 * Math.max(0, n - 1_000) / 14_000.0).stream()
              .filter(verdict -> verdict.incident() != null)
              .toList();
      assertThat(verdicts).as("seed " + seed).isNotEmpty();
      assertThat(verdicts)
          .as("seed " + seed)
          .extracting(verdict -> incident(verdict).began())
          .containsOnly(incident(verdicts.get(0)).began());
      assertThat(courses(verdicts)).contains(Course.BEGUN, Course.WORSENED);
      most = Math.max(most, verdicts.size());
    }
    System.out.printf("at most %d verdicts of 14,000 rows of movement%n", most);
    assertThat(most).isLessThanOrEqualTo(12);
  }

  @Test
  void aCycleIsToldOnceEachWay() {
    double sum = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      sum +=
          shifted(seed, 1e6, 15_000, n -> 1.5 + Math.sin(n / 200.0)).stream()
              .filter(verdict -> verdict.status() == Status.DRIFT)
              .count();
    }
    System.out.printf("%.1f verdicts of 12 cycles%n", sum / SEEDS);
    assertThat(sum / SEEDS).isLessThan(10);
  }

  @Test
  void aTenthOfADeviationForGoodIsNotBegunAgainAndAgain() {
    double begun = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      begun +=
          shifted(seed, 10_000, 40_000, n -> n > 1_000 ? 0.1 : 0).stream()
              .filter(verdict -> verdict.status() == Status.DRIFT)
              .count();
    }
    System.out.printf("%.2f alarms of .1 deviations for good%n", begun / SEEDS);
    assertThat(begun / SEEDS).isLessThan(3);
  }

  @Test
  void goingBackToNormalIsReturningAndThenTheEnd() {
    int returning = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      List<Verdict> verdicts = shifted(seed, 1e6, 9_000, n -> n > 1_000 && n <= 4_000 ? 1 : 0);
      List<Course> courses = courses(verdicts);
      assertThat(courses).as("seed " + seed).startsWith(Course.BEGUN).contains(Course.ENDED);
      List<Course> afterwards =
          courses(verdicts.stream().filter(verdict -> verdict.item() > 4_000).toList());
      assertThat(afterwards.subList(0, afterwards.indexOf(Course.ENDED)))
          .as("seed " + seed)
          .doesNotContain(Course.WORSENED, Course.CHANGED, Course.BEGUN);
      returning += afterwards.contains(Course.RETURNING) ? 1 : 0;
    }
    System.out.printf("returning in %d of %d%n", returning, SEEDS);
  }

  @Test
  void aDriftThatIsShorterThanAWindowIsOverLongBeforeTheWindowIs() {
    long sum = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      List<Verdict> verdicts =
          shifted(seed, 1e6, 100_000, 3_000, n -> n > 1_000 && n <= 1_200 ? 1.5 : 0).stream()
              .filter(verdict -> verdict.incident() != null)
              .toList();
      assertThat(courses(verdicts)).as("seed " + seed).containsExactly(Course.BEGUN, Course.ENDED);
      assertThat(verdicts.get(1).item()).as("seed " + seed).isBetween(1_201L, 1_500L);
      assertThat(incident(verdicts.get(1)).over()).as("seed " + seed).isBetween(1_190L, 1_290L);
      sum += verdicts.get(1).item() - 1_200;
    }
    System.out.printf("over after %.0f items in the mean%n", (double) sum / SEEDS);
  }

  @Test
  void anotherUnitIsSaidToBeOne() {
    int said = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      double[] lengths = new double[ROWS];
      Arrays.setAll(lengths, i -> 170 + 10 * random.nextGaussian());
      ModelMonitor monitor =
          monitor(FeatureReference.numeric("x", DriftKind.DATA, lengths).withRange(130, 210), 1e5);
      Item item = monitor.newItem();
      List<Verdict> drifts = new ArrayList<>();
      for (long n = 1; n <= 1_100; n++) {
        double length = 170 + 10 * random.nextGaussian();
        monitor.observe(item.start(n, null).number(0, n > 1_000 ? 100 * length : length)).stream()
            .filter(verdict -> verdict.status() == Status.DRIFT)
            .forEach(drifts::add);
      }
      assertThat(drifts)
          .as("seed " + seed)
          .extracting(Verdict::check)
          .contains(Check.OUT_OF_RANGE, Check.DISTRIBUTION);
      boolean says =
          drifts.stream()
              .map(verdict -> verdict.effect().description())
              .anyMatch(text -> text.endsWith("values are about 100 times as large"));
      said += says ? 1 : 0;
    }
    System.out.printf("said of %d of %d, four or five values after it%n", said, SEEDS);
    assertThat(said).isGreaterThanOrEqualTo(SEEDS / 2);
  }

  @Test
  void aReturnThatIsToldIsOverSoonAfter() {
    int returning = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      List<Verdict> verdicts =
          shifted(seed, 1e4, 100_000, 6_000, n -> n > 1_000 && n <= 4_000 ? 3 : 0).stream()
              .filter(verdict -> verdict.incident() != null && verdict.item() > 4_000)
              .toList();
      int end = courses(verdicts).indexOf(Course.ENDED);
      assertThat(end).as("seed " + seed).isNotNegative();
      assertThat(verdicts.get(end).item()).as("seed " + seed).isLessThan(4_300);
      returning += courses(verdicts).get(0) == Course.RETURNING ? 1 : 0;
    }
    System.out.printf("told as returning before its end in %d of %d%n", returning, SEEDS);
    assertThat(returning).isPositive();
  }

  @Test
  void aSteadyDriftIsNotSaidToBeOver() {
    for (double shift : new double[] {0.3, 0.6, 1, 3}) {
      for (long seed = 1; seed <= SEEDS; seed++) {
        assertThat(courses(shifted(seed, 1e6, 500, 20_000, n -> n > 1_000 ? shift : 0)))
            .as("shift of " + shift + ", seed " + seed)
            .contains(Course.BEGUN)
            .doesNotContain(Course.ENDED);
      }
    }
  }

  @Test
  void aHalfWayBackIsNotTheEnd() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      List<Verdict> verdicts = shifted(seed, 1e6, 10_000, n -> n < 1_000 ? 0 : n < 4_000 ? 3 : 0.8);
      assertThat(courses(verdicts)).as("seed " + seed).doesNotContain(Course.ENDED);
    }
  }

  @Test
  void aRuleThatIsKeptAgainIsOverBeforeTheWindowIs() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      ModelMonitor monitor =
          new ModelMonitor(
              ModelReference.of(List.of(normal(random))),
              MonitorSettings.defaults().withWindow(Window.ofItems(100_000)));
      Item item = monitor.newItem();
      List<Verdict> verdicts = new ArrayList<>();
      for (long n = 1; n <= 3_000; n++) {
        item.start(n, null);
        if (n <= 1_000 || n > 1_200 || random.nextInt(2) == 0) {
          item.number(0, random.nextGaussian());
        }
        verdicts.addAll(monitor.observe(item));
      }
      List<Verdict> missing = verdicts.stream().filter(v -> v.check() == Check.MISSING).toList();
      Verdict end = missing.get(missing.size() - 1);
      assertThat(end.status()).as("seed " + seed).isEqualTo(Status.STABLE);
      assertThat(end.item()).as("seed " + seed).isBetween(1_201L, 1_300L);
    }
  }

  /** Items that come of a category that the reference lacks. */
  private static List<Verdict> unseen(long seed, int items, LongToDoubleFunction share) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> values = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      values.add(random.nextInt(3) == 0 ? "a" : "b");
    }
    ModelMonitor monitor =
        monitor(FeatureReference.categorical("x", DriftKind.DATA, values), 10_000);
    Item item = monitor.newItem();
    List<Verdict> verdicts = new ArrayList<>();
    for (long n = 1; n <= items; n++) {
      boolean isNew = random.nextDouble() < share.applyAsDouble(n);
      String value = isNew ? "new" : random.nextInt(3) == 0 ? "a" : "b";
      verdicts.addAll(monitor.observe(item.start(n, null).category(0, value)));
    }
    return verdicts.stream().filter(v -> v.check() == Check.UNSEEN_CATEGORY).toList();
  }

  @Test
  void aSteadyNewCategoryIsNotStableWhileItGoesOn() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      List<Verdict> verdicts = unseen(seed, 24_000, n -> n > 1_000 && n <= 18_000 ? 0.007 : 0);
      Verdict drift =
          verdicts.stream().filter(v -> v.status() == Status.DRIFT).findFirst().orElseThrow();
      List<Verdict> after =
          verdicts.stream()
              .filter(v -> v.item() > drift.item() && v.status() == Status.STABLE)
              .toList();
      assertThat(after).as("seed " + seed).hasSize(1);
      assertThat(after.get(0).item()).as("seed " + seed).isGreaterThan(18_000);
      assertThat(incident(after.get(0)).course()).isEqualTo(Course.ENDED);
    }
  }

  @Test
  void whatWasRareAndBecomesFrequentHasWorsened() {
    List<Verdict> verdicts = unseen(1, 8_000, n -> n > 5_000 ? 0.3 : n > 1_000 ? 0.01 : 0);
    assertThat(courses(verdicts)).containsSubsequence(Course.BEGUN, Course.WORSENED);
  }
}
