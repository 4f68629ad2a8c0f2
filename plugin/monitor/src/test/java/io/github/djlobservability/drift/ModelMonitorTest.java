package io.github.djlobservability.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.djlobservability.drift.chart.DriftShape;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.Item;
import io.github.djlobservability.drift.reference.ModelReference;
import io.github.djlobservability.drift.reference.RowFeature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ModelMonitorTest {

  private static final long SEED = 20;
  private static final int WINDOW = 200;
  private static final MonitorSettings SETTINGS =
      MonitorSettings.defaults()
          .withExpectedRunTime(ExpectedRunTime.ofItems(1e7))
          .withWindow(Window.ofItems(WINDOW));

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final ModelMonitor monitor = new ModelMonitor(ModelReference.of(features()), SETTINGS);
  private final Item item = monitor.newItem();
  private long count;

  /** Returns an age, a colour, and the model's answer. */
  private List<FeatureReference> features() {
    double[] ages = new double[1_000];
    Arrays.setAll(ages, i -> age(0));
    List<String> colours = new ArrayList<>();
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < ages.length; i++) {
      colours.add(colour(0.1));
      answers.add(random.nextInt(2) == 0 ? "no" : "yes");
    }
    return List.of(
        FeatureReference.numeric("age", DriftKind.DATA, ages).withRange(-100, 200),
        FeatureReference.categorical("colour", DriftKind.DATA, colours),
        FeatureReference.categorical("answer", DriftKind.PREDICTION, answers));
  }

  private double age(double shift) {
    return 40 + 10 * random.nextGaussian() + shift;
  }

  private String colour(double red) {
    double draw = random.nextDouble();
    return draw < red ? "red" : draw < 0.6 ? "green" : "blue";
  }

  private Item usual() {
    count++;
    return item.start(1_000 * count, "trace-" + count)
        .number(0, age(0))
        .category(1, colour(0.1))
        .category(2, random.nextInt(2) == 0 ? "no" : "yes");
  }

  private List<Verdict> quiet(int items) {
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < items; i++) {
      verdicts.addAll(monitor.observe(usual()));
    }
    return verdicts;
  }

  /** Changes an item before it is observed. */
  private interface Twist {
    void apply(Item item);
  }

  private @Nullable Verdict firstDrift(int most, Twist twist) {
    for (int i = 0; i < most; i++) {
      Item next = usual();
      twist.apply(next);
      for (Verdict verdict : monitor.observe(next)) {
        if (verdict.status() == Status.DRIFT) {
          return verdict;
        }
      }
    }
    return null;
  }

  @Test
  void warmsUpThenIsStable() {
    quiet(SETTINGS.minSamples() - 1);
    assertThat(monitor.evaluate().status()).isEqualTo(Status.WARMING_UP);
    quiet(WINDOW);
    ModelEvaluation evaluation = monitor.evaluate();
    assertThat(evaluation.status()).isEqualTo(Status.STABLE);
    assertThat(evaluation.features())
        .extracting(FeatureEvaluation::status)
        .containsOnly(Status.STABLE);
    assertThat(evaluation.expectedRunTime()).isEqualTo(1e7);
  }

  @Test
  void aShiftOfANumberIsDataDriftWithOnsetEffectAndItems() {
    assertThat(quiet(2_000)).isEmpty();
    Verdict verdict = firstDrift(200, next -> next.number(0, age(8)));
    assertThat(verdict).isNotNull();
    assertThat(verdict.feature()).isEqualTo("age");
    assertThat(verdict.kind()).isEqualTo(DriftKind.DATA);
    assertThat(verdict.check()).isEqualTo(Check.DISTRIBUTION);
    assertThat(verdict.shape()).isEqualTo(DriftShape.SUDDEN);
    assertThat(verdict.modelStatus()).isEqualTo(Status.DRIFT);
    assertThat(verdict.statistic()).isGreaterThanOrEqualTo(verdict.threshold());
    Onset onset = verdict.onset();
    assertThat(onset).isNotNull();
    assertThat(onset.item()).isCloseTo(2_001, within(12L));
    assertThat(onset.earliest()).isLessThanOrEqualTo(onset.item());
    assertThat(onset.latest()).isGreaterThanOrEqualTo(onset.item());
    assertThat(onset.epochMillis()).isEqualTo(1_000 * onset.item());
    assertThat(verdict.effect().description()).startsWith("mean ").contains(" -> ");
    assertThat(verdict.effect().reference()).isCloseTo(40, within(1.0));
    assertThat(verdict.effect().current()).isCloseTo(48, within(4.0));
    assertThat(verdict.itemIds())
        .hasSize(5)
        .allMatch(id -> Integer.parseInt(id.substring(6)) > 1_980);
    assertThat(verdict.contributions().get(0).feature()).isEqualTo("age");
    assertThat(verdict.contributions()).hasSize(3);
  }

  @Test
  void aCategoryThatGrowsIsNamedWithItsShares() {
    quiet(2_000);
    Verdict verdict = firstDrift(400, next -> next.category(1, colour(0.4)));
    assertThat(verdict).isNotNull();
    assertThat(verdict.feature()).isEqualTo("colour");
    assertThat(verdict.effect().description()).startsWith("category \"red\": ").contains(" % -> ");
    assertThat(verdict.effect().current()).isCloseTo(0.4, within(0.2));
  }

  @Test
  void answersThatChangeArePredictionDrift() {
    quiet(500);
    Verdict verdict =
        firstDrift(400, next -> next.category(2, random.nextInt(5) == 0 ? "no" : "yes"));
    assertThat(verdict).isNotNull();
    assertThat(verdict.kind()).isEqualTo(DriftKind.PREDICTION);
    assertThat(verdict.feature()).isEqualTo("answer");
  }

  @Test
  void whatDiffersFromTheStartIsSkewAndALaterChangeIsDrift() {
    Verdict first = firstDrift(200, next -> next.number(0, age(10)));
    assertThat(first).isNotNull();
    assertThat(first.kind()).isEqualTo(DriftKind.SKEW);
    assertThat(first.onset()).isNotNull();
    assertThat(first.onset().item()).isLessThan(10);
    assertThat(firstDrift(3_000, next -> next.number(0, age(10)))).isNull();
    assertThat(monitor.evaluate().features().get(0).status()).isEqualTo(Status.DRIFT);
    long before = count;
    Verdict second = firstDrift(300, next -> next.number(0, age(22)));
    assertThat(second).isNotNull();
    assertThat(second.kind()).isEqualTo(DriftKind.DATA);
    assertThat(second.previousStatus()).isEqualTo(Status.DRIFT);
    assertThat(second.onset()).isNotNull();
    assertThat(second.onset().item()).isCloseTo(before + 1, within(10L));
    assertThat(second.effect().reference()).isCloseTo(40, within(2.0));
    assertThat(second.effect().description())
        .matches("mean (39|40)[.0-9]* -> 6[0-9.]+, (49|50)[.0-9]* before");
  }

  @Test
  void whatReturnsToTheReferenceIsStableAgain() {
    quiet(1_000);
    assertThat(firstDrift(100, next -> next.number(0, age(30)))).isNotNull();
    List<Verdict> after = quiet(4 * WINDOW);
    assertThat(after).hasSize(1);
    assertThat(after.get(0).status()).isEqualTo(Status.STABLE);
    assertThat(after.get(0).previousStatus()).isEqualTo(Status.DRIFT);
    assertThat(after.get(0).onset()).isNull();
    assertThat(monitor.evaluate().status()).isEqualTo(Status.STABLE);
    assertThat(firstDrift(100, next -> next.number(0, age(30)))).isNotNull();
  }

  /** Returns the shapes that verdicts tell, one after the other. */
  private List<DriftShape> shapes(int items, Twist twist) {
    List<DriftShape> shapes = new ArrayList<>();
    for (int i = 0; i < items; i++) {
      Item next = usual();
      twist.apply(next);
      for (Verdict verdict : monitor.observe(next)) {
        if (verdict.shape() != null) {
          shapes.add(verdict.shape());
        }
      }
    }
    return shapes;
  }

  @Test
  void valuesThatMoveStepByStepAreIncremental() {
    quiet(3_000);
    long start = count;
    assertThat(shapes(900, next -> next.number(0, age(0.05 * (count - start)))))
        .contains(DriftShape.INCREMENTAL)
        .doesNotContain(DriftShape.GRADUAL);
  }

  @Test
  void aShapeThatIsToldLaterIsToldWithTheChangeFromTheReference() {
    quiet(3_000);
    long start = count;
    List<Verdict> told = new ArrayList<>();
    for (int i = 0; i < 900; i++) {
      Item next = usual();
      next.number(0, age(0.05 * (count - start)));
      told.addAll(monitor.observe(next));
    }
    Verdict moved =
        told.stream()
            .filter(verdict -> verdict.shape() == DriftShape.INCREMENTAL)
            .filter(verdict -> verdict.previousStatus() == Status.DRIFT)
            .findFirst()
            .orElseThrow();
    Verdict first =
        told.stream()
            .filter(verdict -> verdict.feature().equals(moved.feature()))
            .filter(verdict -> verdict.status() == Status.DRIFT)
            .findFirst()
            .orElseThrow();
    assertThat(moved.effect().reference()).isEqualTo(first.effect().reference());
    assertThat(moved.effect().current()).isGreaterThan(first.effect().current());
  }

  @Test
  void aStepStaysSudden() {
    quiet(3_000);
    assertThat(shapes(900, next -> next.number(0, age(10)))).containsOnly(DriftShape.SUDDEN);
  }

  @Test
  void eachRuleOfTheSchemaHasItsVerdict() {
    quiet(1_000);
    Verdict missing = firstDrift(300, next -> drop(next, 0.1));
    assertThat(missing).isNotNull();
    assertThat(missing.check()).isEqualTo(Check.MISSING);
    assertThat(missing.kind()).isEqualTo(DriftKind.QUALITY);
    assertThat(missing.effect().description()).startsWith("missing: 0 % -> ");
    assertThat(missing.itemIds()).isNotEmpty();
    Verdict wrong = firstDrift(50, next -> next.wrongType(1));
    assertThat(wrong).isNotNull();
    assertThat(wrong.check()).isEqualTo(Check.WRONG_TYPE);
    Verdict unseen = firstDrift(50, next -> next.category(2, "perhaps"));
    assertThat(unseen).isNotNull();
    assertThat(unseen.check()).isEqualTo(Check.UNSEEN_CATEGORY);
    assertThat(monitor.evaluate().features())
        .extracting(FeatureEvaluation::status)
        .containsOnly(Status.DRIFT);
    List<Verdict> after = quiet(6 * WINDOW);
    assertThat(after)
        .extracting(Verdict::check)
        .contains(Check.MISSING, Check.WRONG_TYPE, Check.UNSEEN_CATEGORY);
    assertThat(monitor.evaluate().status()).isEqualTo(Status.STABLE);
  }

  private void drop(Item next, double share) {
    if (random.nextDouble() < share) {
      next.number(0, Double.NaN);
    }
  }

  @Test
  void numbersBeyondTheRangeAreOutOfRange() {
    quiet(1_000);
    Verdict verdict = firstDrift(200, next -> next.number(0, count % 4 == 0 ? 999 : age(0)));
    assertThat(verdict).isNotNull();
    assertThat(verdict.check()).isEqualTo(Check.OUT_OF_RANGE);
  }

  @Test
  void everyWindowIsMeasuredAlsoWhenNothingIsWrong() {
    quiet(WINDOW - 1);
    assertThat(monitor.evaluate().features().get(0).window()).isNull();
    quiet(1);
    ModelEvaluation evaluation = monitor.evaluate();
    assertThat(evaluation.windowCount()).isEqualTo(1);
    WindowMeasures age = evaluation.features().get(0).window();
    assertThat(age).isNotNull();
    assertThat(age.itemCount()).isEqualTo(WINDOW);
    assertThat(age.valueCount()).isEqualTo(WINDOW);
    assertThat(age.mean()).isCloseTo(40, within(3.0));
    assertThat(age.standardDeviation()).isCloseTo(10, within(2.0));
    assertThat(age.missing()).isZero();
    assertThat(age.populationStabilityIndex()).isBetween(0.001, 0.2);
    assertThat(age.jensenShannon()).isBetween(0.01, 0.3);
    assertThat(age.totalVariation()).isBetween(0.01, 0.2);
    WindowMeasures colour = evaluation.features().get(1).window();
    assertThat(colour).isNotNull();
    assertThat(colour.mean()).isNaN();
  }

  @Test
  void aWindowAlsoEndsWithTime() {
    ModelMonitor timed =
        new ModelMonitor(
            ModelReference.of(features()),
            SETTINGS.withWindow(new Window(WINDOW, Duration.ofSeconds(10))));
    for (int i = 0; i < 100; i++) {
      timed.observe(usual()); // a second each
    }
    assertThat(timed.evaluate().windowCount()).isEqualTo(100 / 11);
  }

  @Test
  void anExpectedRunTimeInTimeFollowsTheTraffic() {
    ModelMonitor daily =
        new ModelMonitor(
            ModelReference.of(features()),
            SETTINGS.withExpectedRunTime(ExpectedRunTime.of(Duration.ofDays(1))));
    for (int i = 0; i < 10 * WINDOW; i++) {
      Item next = usual();
      next.epochMillis = 250L * i;
      daily.observe(next);
    }
    assertThat(daily.evaluate().expectedRunTime()).isCloseTo(86_400 * 4.0, within(40_000.0));
  }

  @Test
  void columnsThatPartWaysAreSeenInWholeRows() {
    ModelReference reference = correlated();
    ModelMonitor rows = new ModelMonitor(reference, SETTINGS);
    Item row = rows.newItem();
    for (int i = 1; i <= 2_000; i++) {
      double z = random.nextGaussian();
      assertThat(rows.observe(row.start(i, null).number(0, z).number(1, noisy(z)))).isEmpty();
    }
    Verdict verdict = null;
    for (int i = 1; i <= 300 && verdict == null; i++) {
      row.start(i, null).number(0, random.nextGaussian()).number(1, noisy(random.nextGaussian()));
      verdict =
          rows.observe(row).stream()
              .filter(v -> v.status() == Status.DRIFT)
              .findFirst()
              .orElse(null);
    }
    assertThat(verdict).isNotNull();
    assertThat(verdict.feature()).isEqualTo(RowFeature.DISTANCES);
    assertThat(rows.evaluate().features()).hasSize(4);
  }

  @Test
  void rowsThatLackAnInputAreNoWholeRows() {
    ModelMonitor rows = new ModelMonitor(correlated(), SETTINGS);
    Item row = rows.newItem();
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 1; i <= 3_000; i++) {
      double z = random.nextGaussian();
      row.start(i, null).number(0, z).number(1, i <= 500 ? noisy(z) : Double.NaN);
      verdicts.addAll(rows.observe(row));
    }
    assertThat(verdicts)
        .isNotEmpty()
        .allSatisfy(
            verdict -> {
              assertThat(verdict.feature()).isEqualTo("b");
              assertThat(verdict.check()).isEqualTo(Check.MISSING);
            });
  }

  private double noisy(double z) {
    return z + 0.3 * random.nextGaussian();
  }

  private ModelReference correlated() {
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      double z = random.nextGaussian();
      rows.add(new double[] {z, noisy(z)});
    }
    return new ModelReference(
        List.of(
            FeatureReference.numeric(
                "a", DriftKind.DATA, rows.stream().mapToDouble(row -> row[0]).toArray()),
            FeatureReference.numeric(
                "b", DriftKind.DATA, rows.stream().mapToDouble(row -> row[1]).toArray())),
        rows);
  }

  @Test
  void aConstantIsNeverSaidToDriftUntilItChanges() {
    double[] fives = new double[1_000];
    Arrays.fill(fives, 5);
    ModelMonitor constant =
        new ModelMonitor(
            ModelReference.of(List.of(FeatureReference.numeric("x", DriftKind.DATA, fives))),
            SETTINGS.withExpectedRunTime(ExpectedRunTime.ofItems(100)));
    Item next = constant.newItem();
    for (int i = 1; i <= 50_000; i++) {
      assertThat(constant.observe(next.start(i, null).number(0, 5))).isEmpty();
    }
    boolean found = false;
    for (int i = 1; i <= 5; i++) {
      found |= !constant.observe(next.start(i, null).number(0, 5.001)).isEmpty();
    }
    assertThat(found).isTrue();
  }

  @Test
  void aFeatureWithoutReferenceLearnsFromTheStream() {
    ModelMonitor learner =
        new ModelMonitor(
            ModelReference.of(
                List.of(FeatureReference.numeric("x", DriftKind.DATA, new double[0]))),
            SETTINGS);
    Item next = learner.newItem();
    for (int i = 1; i <= 2_000; i++) {
      assertThat(learner.observe(next.start(i, null).number(0, age(0)))).isEmpty();
    }
    boolean found = false;
    for (int i = 1; i <= 200; i++) {
      found |=
          learner.observe(next.start(i, null).number(0, age(30))).stream()
              .anyMatch(verdict -> verdict.status() == Status.DRIFT);
    }
    assertThat(found).isTrue();
  }
}
