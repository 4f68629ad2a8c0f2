package io.github.djlobservability.governor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A simulated process: time and CPU times pass as the tests say. */
class GovernorTest {
  private static final long SEED = 20261129;
  private static final double ROW_SECONDS = 60e-6;

  private long now = 1;
  private double process;
  private double others;
  private double capture;
  private double drift;
  private Governor governor;

  @BeforeEach
  void begin() {
    System.out.println("seed " + SEED);
    governor = governor(0.05);
  }

  private Governor governor(double share) {
    return new Governor(
        share,
        () -> new CpuTimes(process, others + capture + drift, capture),
        () -> (long) (drift * 1e9),
        () -> now,
        SEED);
  }

  private boolean send(Thinning model, double rowSeconds) {
    boolean kept = model.keeps();
    if (kept) {
      model.begins();
      drift += rowSeconds;
      process += rowSeconds;
      model.compared(1, 100);
    } else {
      model.leavesOut(100);
      model.leftOutItems();
    }
    return kept;
  }

  /** Sends rows evenly, and has the server take its time; returns how many were kept. */
  private int second(double processors, double othersCpu, int rows, Thinning model) {
    int kept = 0;
    for (int i = 0; i < rows; i++) {
      now += TimeUnit.SECONDS.toNanos(1) / rows;
      kept += send(model, ROW_SECONDS) ? 1 : 0;
    }
    now += rows == 0 ? TimeUnit.SECONDS.toNanos(1) : 0;
    process += processors;
    others += othersCpu;
    governor.govern();
    return kept;
  }

  private Thinning model() {
    return governor.begin(Double.POSITIVE_INFINITY);
  }

  @Test
  void underLoadDriftTakesAFifthOfTheShare() {
    Thinning model = model();
    for (int i = 0; i < 120; i++) {
      second(1.5, 0, 3_000, model);
    }
    double before = drift;
    int kept = 0;
    for (int i = 0; i < 60; i++) {
      kept += second(1.5, 0, 3_000, model);
    }
    // The process takes 1.5 processors and what drift takes: a hundredth of them is drift's.
    assertThat((drift - before) / 60).isCloseTo(0.015, within(0.0007));
    assertThat(kept / 60).isBetween(235, 270);
    GovernorReport report = governor.report();
    assertThat(report.lowered()).isEqualTo("drift");
    assertThat(report.driftKept()).isCloseTo(kept / 180_000.0, within(0.03));
    assertThat(report.driftCpu()).isCloseTo(0.015, within(0.003));
    assertThat(report.allowedCpu()).isCloseTo(0.05 * 1.515, within(0.001));
  }

  @Test
  void anIdleServerKeepsEveryRow() {
    Thinning model = model();
    for (int i = 0; i < 300; i++) {
      assertThat(second(0.02, 0.001, 40, model)).isEqualTo(40);
    }
    assertThat(governor.report().lowered()).isEqualTo("nothing");
    assertThat(governor.report().driftKept()).isEqualTo(1);
  }

  @Test
  void aBatchAfterSomeRestKeepsEveryRow() {
    Thinning model = model();
    for (int i = 0; i < 3; i++) {
      assertThat(second(0.5, 0.001, 600, model)).isEqualTo(600);
      rest(model);
    }
  }

  @Test
  void ofAFloodAfterSomeRestNoMoreThanAMinutesLeastRowsAreKept() {
    Thinning model = model();
    for (int i = 0; i < 3; i++) {
      int kept = second(1.5, 0.001, 20_000, model);
      assertThat(kept).isBetween(600, (int) (Governor.LEAST_ITEMS * 61));
      rest(model);
    }
  }

  private void rest(Thinning model) {
    for (int i = 0; i < 60; i++) {
      second(0.01, 0.001, 0, model);
    }
  }

  @Test
  void aSlowModelKeepsItsRowsBesideAFastOne() {
    Thinning fast = model();
    Thinning slow = model();
    int kept = 0;
    for (int i = 0; i < 200; i++) {
      for (int row = 0; row < 5; row++) {
        kept += send(slow, ROW_SECONDS) ? 1 : 0;
      }
      second(1.5, 0, 3_000, fast);
    }
    assertThat(kept).isEqualTo(1_000);
    assertThat(governor.report().driftKept()).isLessThan(0.2);
  }

  @Test
  void whenOtherThreadsTakeTheShareCaptureGoesFirstAndDriftKeepsHalf() {
    Thinning model = model();
    for (int i = 0; i < 120; i++) {
      capture += 0.04;
      second(1.5, 0.045, 3_000, model);
    }
    // 75 ms a second are allowed; others take 45, drift 15: the log has 15 of the 40 it wants.
    GovernorReport report = governor.report();
    assertThat(report.driftAllowedCpu()).isCloseTo(0.0152, within(0.0005));
    assertThat(governor.captureShare()).isLessThan(1);

    for (int i = 0; i < 120; i++) {
      second(1.5, 0.2, 3_000, model);
    }
    report = governor.report();
    assertThat(report.captureKept()).isZero();
    assertThat(report.driftAllowedCpu()).isCloseTo(0.0076, within(0.0005));
    assertThat(report.driftCpu()).isCloseTo(0.0076, within(0.002));
    assertThat(report.lowered()).isEqualTo("capture, drift");
    assertThat(report.captureKept()).isLessThan(1);

    governor.logs(false);
    second(1.5, 0.2, 3_000, model);
    assertThat(governor.report().lowered()).as("there is no log to lower").isEqualTo("drift");
    assertThat(governor.report().captureKept()).isEqualTo(1);
    governor.logs(true);

    for (int i = 0; i < 120; i++) {
      second(1.5, 0.01, 100, model);
    }
    assertThat(governor.report().lowered()).isEqualTo("nothing");
  }

  @Test
  void whatDriftDoesBesideRowsComesOutOfItsPart() {
    Thinning model = model();
    for (int i = 0; i < 180; i++) {
      governor.beside(() -> drift += 0.005);
      second(1.5, 0, 3_000, model);
    }
    assertThat(governor.report().driftCpu()).isCloseTo(0.015, within(0.003));
  }

  @Test
  void theWholeShareLowersNothing() {
    governor = governor(Governor.ALL);
    Thinning model = model();
    for (int i = 0; i < 20; i++) {
      capture += 0.5;
      assertThat(second(0.5, 1, 5_000, model)).isEqualTo(5_000);
    }
    assertThat(governor.captureShare()).isEqualTo(1);
    assertThat(governor.report().lowered()).isEqualTo("nothing");
  }
}
