package io.github.djlobservability.drift.concept;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.ExpectedRunTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Prints and checks the figures of docs/drift.md for error rates: the label monitor as a whole,
 * with the checks of both classes, set so that it alarms no more often than the best known detector
 * with its defaults. Takes a minute.
 *
 * <pre>
 * mvn -pl plugin/monitor -am test -Dtest=ConceptDelayStudy -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 */
class ConceptDelayStudy {

  private static final int SEEDS = 200;

  @ParameterizedTest(name = "{0}: {1} -> {2}, {3} false alarms in 1,000, {4} items")
  @CsvSource({
    "HDDM_W, 0.2, 0.4, 0.064, 71",
    "HDDM_A, 0.2, 0.4, 0.013, 120",
    "ADWIN, 0.2, 0.4, 0.0005, 154",
    "EDDM, 0.05, 0.15, 2.16, 112",
    "DDM, 0.05, 0.15, 0.049, 264",
    "ADWIN, 0.05, 0.15, 0.0005, 247"
  })
  void noLaterThan(String detector, double before, double after, double alarms, double delay) {
    double runTime = Math.max(ExpectedRunTime.MIN_ITEMS, ConceptMonitor.SHARE * 1_000 / alarms);
    ConceptDelayTrial.Result ours = new ConceptDelayTrial(before, after, runTime).measure(SEEDS);
    System.out.printf(
        "| %s -> %s | %s | %.4f | %.0f | %.4f | %.0f (%.0f %%) |%n",
        before,
        after,
        detector,
        alarms,
        delay,
        ours.falseAlarms(),
        ours.delay(),
        100 * ours.found());
    assertThat(ours.found()).isEqualTo(1);
    assertThat(ours.delay()).isLessThanOrEqualTo(delay + 0.5); // the figure is rounded
    // Twice the standard error of the count.
    double counted = alarms * SEEDS * 10;
    assertThat(ours.falseAlarms() * SEEDS * 10)
        .isLessThanOrEqualTo(counted + 2 * Math.sqrt(counted) + 1);
  }
}
