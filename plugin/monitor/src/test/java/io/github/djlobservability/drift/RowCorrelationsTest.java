package io.github.djlobservability.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.chart.Effect;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.Item;
import io.github.djlobservability.drift.reference.ModelReference;
import io.github.djlobservability.drift.reference.NumberSummary;
import io.github.djlobservability.drift.reference.RowFeature;
import io.github.djlobservability.drift.reference.profiled.RowNeeds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
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
    List<Long> errors = new ArrayList<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      Verdict verdict = trial.firstDrift(seed, 100_000, CHANGE, CHANGE + 1_000);
      assertThat(verdict).as("seed %d", seed).isNotNull();
      assertThat(verdict.feature()).as("seed %d", seed).isEqualTo(RowFeature.CORRELATIONS);
      assertThat(verdict.kind()).isEqualTo(DriftKind.DATA);
      assertThat(verdict.effect().description()).startsWith("correlation of x0 and x1: ");
      assertThat(verdict.effect().reference()).isBetween(-0.15, 0.15);
      assertThat(verdict.effect().current()).isBetween(0.35, 0.95);
      delays.add(verdict.item() - CHANGE);
      errors.add(Math.abs(Objects.requireNonNull(verdict.onset()).item() - CHANGE - 1));
    }
    errors.sort(Comparator.naturalOrder());
    assertThat(errors.get(SEEDS / 2)).as("onsets off by %s rows", errors).isLessThan(12);
    assertThat(errors.get(SEEDS * 3 / 4)).isLessThan(30);
    System.out.printf("seeds 1 to %d, correlation 0 -> 0.8, delays %s%n", SEEDS, delays);
    delays.sort(Comparator.naturalOrder());
    assertThat(delays.get(SEEDS / 2)).isBetween(20L, 250L);
  }

  @Test
  void aShiftOfAColumnIsNotTakenForACorrelation() {
    CorrelationTrial trial =
        new CorrelationTrial(
            random ->
                changed ->
                    new double[] {random.nextGaussian() + (changed ? 1 : 0), random.nextGaussian()},
            1_000);
    Verdict verdict = trial.firstDrift(1, 100_000, CHANGE, CHANGE + 1_000);
    assertThat(verdict).isNotNull();
    assertThat(verdict.feature()).isNotEqualTo(RowFeature.CORRELATIONS);
  }

  @Test
  void figuresHaveMeanZeroAndVarianceOneWhileNothingChanges() {
    SplittableRandom random = new SplittableRandom(7);
    CorrelationTrial.Rows rows = CorrelationTrial.pair(5, 0.6, 0.6).start(random);
    ModelReference reference = CorrelationTrial.reference(rows, 4_000, false);
    RowScores scores = RowScores.of(reference, RowNeeds.of(reference));
    RowCorrelations correlations =
        new RowCorrelations("c", scores, scores.of(Objects.requireNonNull(reference.rows())));
    Effect figure = new Effect("mean -0.05015 -> 0.1457", -0.05015, 0.1457);
    assertThat(correlations.over(figure))
        .isEqualTo(new Effect("columns go together as before", -0.05015, 0.1457));
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
        .containsExactly("x0", "x1", RowFeature.DISTANCES, RowFeature.CORRELATIONS);
    assertThat(names(gaps)).containsExactly("x0", "x1", RowFeature.DISTANCES);
  }

  /** They did, as long as a row was compared with what the row before it was like. */
  @Test
  void rowsThatRememberWinNoBets() {
    SplittableRandom random = new SplittableRandom(8);
    double[] last = new double[4];
    CorrelationTrial.Rows rows =
        changed -> {
          for (int i = 0; i < last.length; i++) {
            last[i] = 0.9 * last[i] + random.nextGaussian();
          }
          return last.clone();
        };
    ModelReference reference = CorrelationTrial.reference(rows, 2_000, true);
    RowScores scores = RowScores.of(reference, RowNeeds.of(reference));
    RowCorrelations correlations =
        new RowCorrelations("c", scores, scores.of(Objects.requireNonNull(reference.rows())));
    List<double[]> next = new ArrayList<>();
    for (int i = 0; i < 40_000; i++) {
      next.add(rows.next(false));
    }
    double sum = 0;
    for (double[] row : scores.of(next)) {
      sum += correlations.next(row);
    }
    // An independent row in twenty: the standard error is 0.025.
    assertThat(sum / next.size()).isLessThan(0.07);
  }

  /** They were, as long as something stood in for what is missing. */
  @Test
  void valuesThatAreMissingAtRandomMoreOftenAreNoOtherCorrelation() {
    for (long seed = 1; seed <= 5; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      CorrelationTrial.Rows rows = CorrelationTrial.pair(3, 0.9, 0.9).start(random);
      CorrelationTrial.Rows gappy =
          changed -> {
            double[] row = rows.next(changed);
            row[0] = random.nextDouble() < (changed ? 0.5 : 0.1) ? Double.NaN : row[0];
            return row;
          };
      ModelMonitor monitor =
          new ModelMonitor(
              CorrelationTrial.reference(gappy, 2_000, false),
              MonitorSettings.defaults().withExpectedRunTime(ExpectedRunTime.ofItems(100_000)));
      Item item = monitor.newItem();
      for (int number = 1; number <= 3_000; number++) {
        double[] row = gappy.next(number > 500);
        item.start(number, null);
        for (int i = 0; i < row.length; i++) {
          item.number(i, row[i]);
        }
        for (Verdict verdict : monitor.observe(item)) {
          assertThat(verdict.feature()).as("seed %d, %s", seed, verdict).isEqualTo("x0");
        }
      }
      WindowMeasures window = monitor.evaluate().features().get(3).window();
      assertThat(Objects.requireNonNull(window).missing()).isBetween(0.4, 0.6);
    }
  }

  /** It was another pair, as long as rows of before the change and cut scores told which. */
  @Test
  void aColumnWhoseUnitChangesIsNamed() {
    int told = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      CorrelationTrial.Rows rows =
          changed -> {
            double common = random.nextGaussian();
            double[] row = new double[5];
            for (int i = 0; i < row.length; i++) {
              row[i] = 10 + common + (0.3 + i % 2) * random.nextGaussian();
            }
            row[2] *= changed ? 0.01 : 1;
            return row;
          };
      Verdict verdict = firstDriftOfCorrelations(rows, seed);
      if (verdict != null) {
        told++;
        assertThat(verdict.effect().description())
            .as("seed %d", seed)
            .contains("x2")
            .contains(", and those of x2 with ");
        assertThat(Math.abs(verdict.effect().current()))
            .isLessThan(Math.abs(verdict.effect().reference()));
      }
    }
    System.out.printf("seeds 1 to %d: told of %d%n", SEEDS, told);
    assertThat(told).isGreaterThan(SEEDS / 2);
  }

  private static @Nullable Verdict firstDriftOfCorrelations(CorrelationTrial.Rows rows, long seed) {
    ModelMonitor monitor =
        new ModelMonitor(
            CorrelationTrial.reference(rows, 1_500, false),
            MonitorSettings.defaults()
                .withExpectedRunTime(ExpectedRunTime.ofItems(10_000_000))
                .withSeed(seed));
    Item item = monitor.newItem();
    for (int number = 1; number <= 700; number++) {
      double[] row = rows.next(number > 500);
      item.start(number, null);
      for (int i = 0; i < row.length; i++) {
        item.number(i, row[i]);
      }
      for (Verdict verdict : monitor.observe(item)) {
        if (verdict.feature().equals(RowFeature.CORRELATIONS) && verdict.status() == Status.DRIFT) {
          return verdict;
        }
      }
    }
    return null;
  }

  @Test
  void thatFewRowsAreWholeIsSaid() {
    SplittableRandom random = new SplittableRandom(9);
    CorrelationTrial.Rows rows = CorrelationTrial.pair(2, 0.9, 0.9).start(random);
    ModelMonitor monitor =
        new ModelMonitor(
            CorrelationTrial.reference(rows, 1_000, false), MonitorSettings.defaults());
    Item item = monitor.newItem();
    for (int number = 1; number <= 300; number++) {
      double[] row = rows.next(false);
      item.start(number, null).number(0, row[0]);
      item.number(1, number > 100 && number % 4 > 0 ? Double.NaN : row[1]);
      monitor.observe(item);
      assertThat(monitor.fewWholeRows() == null).as("item %d", number).isEqualTo(number < 200);
    }
    assertThat(monitor.fewWholeRows())
        .isEqualTo(
            "few items have all of x0, x1; the others take no part in (rows) and (correlations)");
  }

  private static List<String> names(ModelReference reference) {
    return new ModelMonitor(reference, MonitorSettings.defaults())
        .evaluate().features().stream().map(FeatureEvaluation::feature).toList();
  }
}
