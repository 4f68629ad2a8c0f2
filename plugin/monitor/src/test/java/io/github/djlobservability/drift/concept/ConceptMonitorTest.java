package io.github.djlobservability.drift.concept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.djlobservability.drift.ConceptChange;
import io.github.djlobservability.drift.ExpectedRunTime;
import io.github.djlobservability.drift.FeatureEvaluation;
import io.github.djlobservability.drift.MonitorSettings;
import io.github.djlobservability.drift.Moved;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.drift.chart.DriftShape;
import io.github.djlobservability.drift.reference.DriftKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConceptMonitorTest {

  private static final long SEED = 5;
  private static final Set<DriftKind> NOTHING = Set.of();

  private final SplittableRandom random = new SplittableRandom(SEED);
  private long items;

  private static ConceptSettings settings(double expected, boolean regression, String... segments) {
    MonitorSettings monitor =
        MonitorSettings.defaults().withExpectedRunTime(ExpectedRunTime.ofItems(expected));
    return new ConceptSettings(monitor, regression, List.of(segments), 1_000);
  }

  /** Returns a binary item that is wrong with some probability; the model says either as often. */
  private ConceptOutcome item(double error, double expectedError, String... segments) {
    String said = random.nextBoolean() ? "1" : "0";
    String other = "1".equals(said) ? "0" : "1";
    String label = random.nextDouble() < error ? other : said;
    return new ConceptOutcome(
        ++items, 0, "id", said, label, Double.NaN, expectedError, List.of(segments));
  }

  private static List<Verdict> alarms(List<Verdict> verdicts) {
    return verdicts.stream().filter(verdict -> verdict.status() == Status.DRIFT).toList();
  }

  private static ConceptChange concept(Verdict verdict) {
    return Objects.requireNonNull(verdict.concept());
  }

  private static long onset(Verdict verdict) {
    return Objects.requireNonNull(verdict.onset()).item();
  }

  @Test
  void changesOfTheConceptAreFoundAlsoWhereAsManyAnswersAreWrong() {
    SeaTrial trial = new SeaTrial(SEED, 10_000);
    assertThat(Arrays.stream(trial.delays).max().orElse(0))
        .as("rows to the last alarm, seed " + SEED)
        .isLessThanOrEqualTo(600);
    assertThat(trial.found.get(1).feature()).isEqualTo("(label where prediction=1)");
    assertThat(trial.found)
        .allSatisfy(
            verdict -> {
              ConceptChange change = concept(verdict);
              assertThat(verdict.kind()).isEqualTo(DriftKind.CONCEPT);
              assertThat(change.moved()).containsExactly(Moved.LABELS_GIVEN_INPUTS);
              assertThat(change.basis()).isEqualTo(ConceptChange.Basis.STABLE_INPUTS);
            });
  }

  @Test
  void theMeanRunLengthIsTheShareOfTheBudget() {
    double expected = 500;
    double sum = 0;
    int runs = 150;
    for (int run = 0; run < runs; run++) {
      ConceptMonitor monitor = new ConceptMonitor(settings(expected, false), reference(0.2), false);
      int items = 0;
      do {
        items++;
      } while (alarms(monitor.observe(item(0.2, Double.NaN), NOTHING)).isEmpty());
      sum += items;
    }
    double mean = sum / runs;
    double asked = expected / ConceptMonitor.SHARE;
    System.out.printf("seed %d: asked %.0f, measured %.0f%n", SEED, asked, mean);
    assertThat(mean).isBetween(0.75 * asked, 1.35 * asked);
  }

  @Test
  void aModelThatNeverErrsRaisesNoAlarm() {
    for (long seed = 1; seed <= 40; seed++) {
      MonitorSettings seeded =
          MonitorSettings.defaults()
              .withSeed(seed)
              .withExpectedRunTime(ExpectedRunTime.ofItems(1_000));
      ConceptMonitor monitor =
          new ConceptMonitor(
              new ConceptSettings(seeded, false, List.of(), 1_000), reference(0), false);
      for (int i = 0; i < 5_000; i++) {
        assertThat(monitor.observe(item(0, Double.NaN), NOTHING)).as("seed %d", seed).isEmpty();
      }
    }
  }

  private List<ConceptOutcome> reference(double error) {
    List<ConceptOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      outcomes.add(item(error, Double.NaN));
    }
    return outcomes;
  }

  /** A verdict is of the few labels that gave the alarm, so what it says is mostly too much. */
  @Test
  void theFigureOfNowIsOfTheLatestLabels() {
    for (double error : new double[] {0.15, 0.02}) {
      ConceptMonitor monitor = new ConceptMonitor(settings(10_000, false), reference(0.08), false);
      for (int i = 0; i < 4_000; i++) {
        monitor.observe(item(error, Double.NaN), NOTHING);
      }
      FeatureEvaluation errors =
          Objects.requireNonNull(monitor.evaluate()).features().stream()
              .filter(feature -> feature.feature().equals("(errors)"))
              .findFirst()
              .orElseThrow();
      assertThat(errors.status()).isEqualTo(Status.DRIFT);
      assertThat(Objects.requireNonNull(errors.effect()).current())
          .as("seed %d", SEED)
          .isCloseTo(error, within(0.05));
    }
  }

  @Test
  void theSegmentThatSuffersIsNamed() {
    ConceptMonitor monitor = new ConceptMonitor(settings(10_000, false, "S"));
    List<Verdict> found = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      boolean suffers = i >= 2_000;
      String segment = random.nextInt(5) == 0 ? "b" : "a";
      double error = suffers && "b".equals(segment) ? 0.5 : 0.1;
      found.addAll(alarms(monitor.observe(item(error, Double.NaN, segment), NOTHING)));
    }
    assertThat(found).isNotEmpty();
    Verdict first = found.get(0);
    assertThat(first.feature()).isEqualTo("(errors where S=b)");
    assertThat(concept(first).segment()).isEqualTo("S");
    assertThat(concept(first).segmentValue()).isEqualTo("b");
    assertThat(concept(first).errorRate()).isBetween(0.3, 0.7);
    assertThat(onset(first)).isBetween(1_900L, 2_100L);
  }

  @Test
  void errorsThatTheScoresTellComeFromTheInputs() {
    Verdict hard = firstAlarm(0.3, 0.3, Set.of(DriftKind.DATA));
    assertThat(concept(hard).basis()).isEqualTo(ConceptChange.Basis.SCORES);
    assertThat(concept(hard).moved()).containsExactly(Moved.INPUTS);
    assertThat(concept(hard).expectedErrorRate()).isBetween(0.2, 0.35);
  }

  @Test
  void errorsThatTheScoresDoNotTellComeFromTheLabels() {
    Verdict wrong = firstAlarm(0.3, 0.1, Set.of(DriftKind.DATA, DriftKind.PREDICTION));
    assertThat(concept(wrong).moved())
        .containsExactly(Moved.INPUTS, Moved.PREDICTIONS, Moved.LABELS_GIVEN_INPUTS);
  }

  @Test
  void withoutScoresNothingIsSaidOfLabelsWhereInputsHaveMoved() {
    Verdict unknown = firstAlarm(0.3, Double.NaN, Set.of(DriftKind.SKEW));
    assertThat(concept(unknown).basis()).isEqualTo(ConceptChange.Basis.NONE);
    assertThat(concept(unknown).moved()).containsExactly(Moved.INPUTS);
  }

  private Verdict firstAlarm(double error, double expectedError, Set<DriftKind> drifting) {
    ConceptMonitor monitor = new ConceptMonitor(settings(10_000, false));
    for (int i = 0; i < 5_000; i++) {
      boolean changed = i >= 2_000;
      ConceptOutcome next = item(changed ? error : 0.1, changed ? expectedError : 0.1);
      List<Verdict> found = alarms(monitor.observe(next, changed ? drifting : NOTHING));
      if (!found.isEmpty()) {
        return found.get(0);
      }
    }
    throw new AssertionError("no alarm, seed " + SEED);
  }

  @Test
  void aConceptThatComesBackIsRecurring() {
    ConceptMonitor monitor = new ConceptMonitor(settings(10_000, false));
    List<Verdict> found = new ArrayList<>();
    for (int i = 0; i < 9_000; i++) {
      double error = i >= 3_000 && i < 6_000 ? 0.4 : 0.1;
      found.addAll(alarms(monitor.observe(item(error, Double.NaN), NOTHING)));
    }
    assertThat(found)
        .filteredOn(verdict -> verdict.shape() == DriftShape.RECURRING)
        .hasSize(1)
        .allSatisfy(verdict -> assertThat(onset(verdict)).isBetween(5_900L, 6_100L));
  }

  @Test
  void aSlowChangeIsGradual() {
    ConceptMonitor monitor = new ConceptMonitor(settings(10_000, false));
    List<Verdict> found = new ArrayList<>();
    for (int i = 0; i < 6_000; i++) {
      double error = 0.1 + 0.5 * Math.min(1, Math.max(0, (i - 3_000) / 1_500.0));
      found.addAll(alarms(monitor.observe(item(error, Double.NaN), NOTHING)));
    }
    assertThat(found).extracting(Verdict::shape).contains(DriftShape.GRADUAL);
  }

  @Test
  void aRegressionsResidualsAreWatched() {
    ConceptMonitor monitor = new ConceptMonitor(settings(10_000, true));
    List<Verdict> found = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      double residual = random.nextGaussian() + (i < 2_500 ? 0 : 1);
      ConceptOutcome next =
          new ConceptOutcome(i + 1, i, null, "", "", residual, Double.NaN, List.of());
      found.addAll(alarms(monitor.observe(next, NOTHING)));
    }
    assertThat(found).isNotEmpty();
    assertThat(found.get(0).feature()).isEqualTo("(residuals)");
    assertThat(found.get(0).effect().description())
        .startsWith("mean ")
        .endsWith(", predictions are too high");
    assertThat(found.get(0).item()).isBetween(2_500L, 2_600L);
  }

  @Test
  void ofThreeClassesTheOneThatIsRightInsteadIsNamed() {
    ConceptMonitor monitor = new ConceptMonitor(settings(10_000, false));
    List<Verdict> found = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      String said = List.of("a", "b", "c").get(random.nextInt(3));
      boolean wrong = random.nextDouble() < 0.2;
      // Where "a" is wrong, "b" is right at first, and "c" later: as many errors as before.
      String instead = "a".equals(said) ? (i < 2_500 ? "b" : "c") : "a";
      ConceptOutcome next =
          new ConceptOutcome(
              i + 1, i, null, said, wrong ? instead : said, Double.NaN, Double.NaN, List.of());
      found.addAll(alarms(monitor.observe(next, NOTHING)));
    }
    assertThat(found).isNotEmpty();
    assertThat(found.get(0).feature()).isEqualTo("(label where prediction=a)");
    assertThat(found.get(0).item()).isBetween(2_500L, 2_700L);
  }

  @Test
  void aRestoredMonitorGoesOnAsIfNothingHadHappened() throws IOException {
    List<ConceptOutcome> stream = new ArrayList<>();
    for (int i = 0; i < 6_000; i++) {
      stream.add(item(i / 1_500 % 2 == 0 ? 0.1 : 0.4, 0.1, i % 3 == 0 ? "a" : "b"));
    }
    for (int saved : new int[] {500, 1_000, 3_000}) {
      ConceptMonitor whole = new ConceptMonitor(settings(1_000, false, "S"));
      stream.subList(0, saved).forEach(next -> whole.observe(next, NOTHING));
      ConceptMonitor restored = new ConceptMonitor(settings(1_000, false, "S"));
      restored.read(new DataInputStream(new ByteArrayInputStream(state(whole))));
      List<Verdict> expected = new ArrayList<>();
      List<Verdict> found = new ArrayList<>();
      for (ConceptOutcome next : stream.subList(saved, stream.size())) {
        expected.addAll(whole.observe(next, NOTHING));
        found.addAll(restored.observe(next, NOTHING));
      }
      assertThat(found).isNotEmpty().isEqualTo(expected);
      assertThat(state(restored)).isEqualTo(state(whole));
    }
  }

  private static byte[] state(ConceptMonitor monitor) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    monitor.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }
}
