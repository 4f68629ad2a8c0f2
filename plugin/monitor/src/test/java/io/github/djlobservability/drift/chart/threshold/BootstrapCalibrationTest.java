package io.github.djlobservability.drift.chart.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.djlobservability.drift.DependenceStudy;
import io.github.djlobservability.drift.ExpectedRunTime;
import io.github.djlobservability.drift.ModelMonitor;
import io.github.djlobservability.drift.MonitorSettings;
import io.github.djlobservability.drift.chart.bank.RankTables;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.ModelReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The corrections expected are what {@link DependenceStudy} measured: ln(asked / measured). */
class BootstrapCalibrationTest {

  private static final long SEED = 11;
  private static final int ROWS = 5_000;

  private static ModelReference reference(
      List<DependenceStudy.Stream> streams, boolean ordered, boolean consecutive) {
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(streams.stream().mapToDouble(DependenceStudy.Stream::next).toArray());
    }
    List<FeatureReference> features = new ArrayList<>();
    for (int column = 0; column < streams.size(); column++) {
      int index = column;
      double[] values = rows.stream().mapToDouble(row -> row[index]).toArray();
      FeatureReference feature = FeatureReference.numeric("x" + column, DriftKind.DATA, values);
      features.add(ordered ? feature.inTimeOrder(values) : feature);
    }
    return new ModelReference(features, rows, consecutive);
  }

  private static List<DependenceStudy.Stream> remembering(int columns) {
    SplittableRandom random = new SplittableRandom(SEED);
    DependenceStudy.Stream[] streams = new DependenceStudy.Stream[columns];
    Arrays.setAll(streams, i -> DependenceStudy.autoregressive(0.5, random));
    return List.of(streams);
  }

  private static double correction(ModelReference reference, double items) {
    return BootstrapCalibration.of(reference, new RankTables(), SEED).correction(items);
  }

  @Test
  void columnsThatRememberGetALowerLevelThanByTheory() {
    System.out.println("seed " + SEED);
    assertThat(correction(reference(remembering(4), true, true), 10_000)).isBetween(-2.5, -0.5);
  }

  /** Gains of their charts go by shares, which are known once the bank has a past. */
  @Test
  void columnsOfZerosAndBitsThatRememberGetALowerOne() {
    DependenceStudy.Stream z = DependenceStudy.autoregressive(0.5, new SplittableRandom(SEED));
    double zeros = correction(reference(List.of(() -> Math.max(0, z.next())), true, true), 1_000);
    double bits = correction(reference(List.of(() -> z.next() > 0.5 ? 1 : 0), true, true), 1_000);
    assertThat(List.of(zeros, bits)).allSatisfy(found -> assertThat(found).isBetween(-2.0, -0.3));
  }

  @Test
  void aCycleGetsAMuchLowerOne() {
    DependenceStudy.Stream cycle = DependenceStudy.cycle(48, new SplittableRandom(SEED));
    assertThat(correction(reference(List.of(cycle), true, true), 10_000)).isBetween(-4.0, -2.0);
  }

  @Test
  void whatTheTrialsCannotTellIsTakenFromTheLongestThatTheyCan() {
    BootstrapCalibration rehearsal =
        BootstrapCalibration.of(reference(remembering(4), true, true), new RankTables(), SEED);
    assertThat(rehearsal.correction(1e9)).isEqualTo(rehearsal.correction(1e6));
  }

  @Test
  void rowsInNoOrderOrWithGapsAreNotTried() {
    assertThat(correction(reference(remembering(2), false, true), 1_000)).isZero();
    assertThat(correction(reference(remembering(2), true, false), 1_000)).isZero();
    assertThat(correction(ModelReference.of(List.of()), 1_000)).isZero();
  }

  @Test
  void aMonitorTakesTheLevelFromIt() {
    ModelReference tried = reference(remembering(2), true, true);
    ModelReference byTheory = new ModelReference(tried.features(), tried.rows(), false);
    MonitorSettings settings =
        MonitorSettings.defaults()
            .withRowCheck(false)
            .withExpectedRunTime(ExpectedRunTime.ofItems(10_000));
    double difference = threshold(tried, settings) - threshold(byTheory, settings);
    assertThat(difference)
        .isCloseTo(
            BootstrapCalibration.of(tried, new RankTables(), settings.seed()).correction(10_000),
            within(1e-9));
  }

  private static double threshold(ModelReference reference, MonitorSettings settings) {
    return new ModelMonitor(reference, settings)
        .evaluate()
        .features()
        .get(0)
        .checks()
        .get(0)
        .threshold();
  }
}
