package io.github.djlobservability.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The short form of {@link CorrelationStudy}; how often it alarms falsely, FalseAlarmTest says. */
class RowCorrelationsTest {

  private static final int SEEDS = 20;
  private static final int CHANGE = 1_000;

  /** The first two of ten columns go together from the change on; each stays N(0, 1). */
  @Test
  void correlationsThatComeAreFoundThoughNoColumnChanges() {
    CorrelationTrial trial = new CorrelationTrial(CorrelationTrial.pair(10, 0, 0.8), 2_000);
    List<Long> delays = new ArrayList<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      Verdict verdict = trial.firstDrift(seed, 100_000, CHANGE, CHANGE + 1_000);
      assertThat(verdict).as("seed %d", seed).isNotNull();
      assertThat(verdict.feature()).as("seed %d", seed).isEqualTo(ModelMonitor.CORRELATIONS);
      assertThat(verdict.kind()).isEqualTo(DriftKind.DATA);
      assertThat(verdict.effect().description()).startsWith("correlation of x0 and x1: ");
      assertThat(verdict.effect().reference()).isBetween(-0.15, 0.15);
      assertThat(verdict.effect().current()).isBetween(0.35, 0.95);
      delays.add(verdict.item() - CHANGE);
    }
    System.out.printf("seeds 1 to %d, correlation 0 -> 0.8, delays %s%n", SEEDS, delays);
    delays.sort(Comparator.naturalOrder());
    assertThat(delays.get(SEEDS / 2)).isBetween(20L, 250L);
  }

  @Test
  void categoriesThatComeToGoTogetherAreFoundThoughNoShareChanges() {
    CorrelationTrial trial =
        new CorrelationTrial(CorrelationTrial.pair(5, 0, 0.8), 2_000, Set.of(0, 1, 2));
    for (long seed = 1; seed <= SEEDS / 4; seed++) {
      Verdict verdict = trial.firstDrift(seed, 100_000, CHANGE, CHANGE + 1_000);
      assertThat(verdict).as("seed %d", seed).isNotNull();
      assertThat(verdict.feature()).as("seed %d", seed).isEqualTo(ModelMonitor.ASSOCIATIONS);
      assertThat(verdict.effect().description())
          .as("seed %d", seed)
          .matches("association of x0=(few|some) and x1=(few|some): .*");
      assertThat(verdict.effect().reference()).isBetween(-0.15, 0.15);
      assertThat(Math.abs(verdict.effect().current())).isBetween(0.2, 0.95);
    }
  }

  /** The products of categories have few values, and which are likely depends on the weights. */
  @Test
  void categoriesThatGoTogetherAsBeforeAlarmAsRarelyAsAsked() {
    CorrelationTrial trial =
        new CorrelationTrial(CorrelationTrial.pair(2, 0.5, 0.5), 1_000, Set.of(0, 1));
    int limit = 10_000;
    int alarms = 0;
    double items = 0;
    for (long seed = 1; seed <= 3 * SEEDS; seed++) {
      Verdict verdict = trial.firstDrift(seed, 1_000, limit, limit);
      alarms += verdict == null ? 0 : 1;
      items += verdict == null ? limit : verdict.item();
    }
    System.out.printf("seeds 1 to %d, run length %.0f of 1,000%n", 3 * SEEDS, items / alarms);
    assertThat(items / alarms).isBetween(650.0, 1_600.0);
  }

  @Test
  void aShiftOfAColumnIsNotTakenForAChangeOfHowItGoesTogetherWithOthers() {
    Set<Integer> categories = Set.of(2);
    CorrelationTrial trial =
        new CorrelationTrial(
            random ->
                changed ->
                    new double[] {
                      random.nextGaussian() + (changed ? 1 : 0),
                      random.nextGaussian(),
                      random.nextGaussian()
                    },
            1_000,
            categories);
    List<String> alarmed = new ArrayList<>();
    for (long seed = 1; seed <= SEEDS / 2; seed++) {
      for (Verdict verdict : trial.drifts(seed, 100_000, CHANGE, CHANGE + 1_000)) {
        alarmed.add(verdict.feature());
      }
    }
    System.out.printf("seeds 1 to %d, alarms of %s%n", SEEDS / 2, alarmed);
    assertThat(alarmed.stream().filter("x0"::equals)).hasSizeGreaterThanOrEqualTo(SEEDS / 2);
    assertThat(alarmed.stream().filter(RowCorrelationsTest::isOfPairs)).hasSizeLessThan(SEEDS / 5);
  }

  private static boolean isOfPairs(String feature) {
    return feature.equals(ModelMonitor.CORRELATIONS) || feature.equals(ModelMonitor.ASSOCIATIONS);
  }

  @Test
  void figuresHaveMeanZeroAndVarianceOneWhileNothingChanges() {
    SplittableRandom random = new SplittableRandom(7);
    CorrelationTrial.Rows rows = CorrelationTrial.pair(5, 0.6, 0.6).start(random);
    ModelReference reference = CorrelationTrial.reference(rows, 4_000, false);
    RowScores scores = RowScores.of(reference);
    assertThat(scores).isNotNull();
    RowCorrelations correlations =
        RowCorrelations.ofNumbers("c", scores, scores.of(Objects.requireNonNull(reference.rows())));
    NumberSummary summary = correlations.reference().summary();
    assertThat(summary.mean()).isBetween(-0.1, 0.2);
    assertThat(summary.deviation()).isBetween(0.85, 1.15);
  }

  @Test
  void aSampleWithGapsOfRowsThatRememberTellsNothing() {
    SplittableRandom random = new SplittableRandom(7);
    double[] last = new double[2];
    ModelReference consecutive =
        CorrelationTrial.reference(
            changed -> {
              last[0] = 0.9 * last[0] + random.nextGaussian();
              last[1] = 0.9 * last[1] + random.nextGaussian();
              return last.clone();
            },
            2_000,
            true);
    ModelReference gaps = new ModelReference(consecutive.features(), consecutive.rows(), false);
    assertThat(names(consecutive))
        .containsExactly("x0", "x1", ModelMonitor.ROWS, ModelMonitor.CORRELATIONS);
    assertThat(names(gaps)).containsExactly("x0", "x1", ModelMonitor.ROWS);
  }

  private static List<String> names(ModelReference reference) {
    return new ModelMonitor(reference, MonitorSettings.defaults())
        .evaluate().features().stream().map(FeatureEvaluation::feature).toList();
  }
}
