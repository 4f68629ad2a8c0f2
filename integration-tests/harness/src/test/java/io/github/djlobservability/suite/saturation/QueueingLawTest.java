package io.github.djlobservability.suite.saturation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueingLawTest {

  private static final long SEED = 11;

  /** rho S / (2 (1 - rho)). */
  @ParameterizedTest
  @CsvSource({"0.5, 10", "0.9, 90"})
  void isPollaczekAndKhinchinesForOneWorker(double load, double waitMillis) {
    assertThat(QueueingLaw.meanWait(1, load * 50, 0.020) * 1000)
        .isCloseTo(waitMillis, within(1e-9));
  }

  @Test
  void isWithoutBoundAtSaturation() {
    assertThat(QueueingLaw.meanWait(2, 100, 0.020)).isInfinite();
  }

  /** Formula and simulation are written independently of each other. */
  @ParameterizedTest
  @CsvSource({"1, 0.5", "1, 0.8", "4, 0.5", "4, 0.8"})
  void agreesWithASimulation(int workers, double load) {
    System.out.println("seed " + SEED);
    double perSecond = load * workers * 50;
    Schedule schedule = Schedule.poisson(perSecond, 200_000 / perSecond, SEED);

    assertThat(QueueingLaw.run(schedule.nanos(), workers, 0.020).meanWait())
        .isCloseTo(QueueingLaw.meanWait(workers, perSecond, 0.020), withPercentage(4));
  }

  /** Half of the second, all of the third, half of the fourth, which waits until 2 s. */
  @Test
  void tellsHowBusyTheWorkersWereInBetween() {
    QueueingLaw.Run run =
        QueueingLaw.run(List.of(0L, 1_000_000_000L, 1_500_000_000L, 1_800_000_000L), 2, 1);

    assertThat(run.utilization(1.5, 2.5)).isCloseTo((0.5 + 1 + 0.5) / 2, within(1e-9));
    assertThat(run.meanWait()).isCloseTo(0.2 / 4, within(1e-9));
  }

  @Test
  void arrivalsComeAtTheRateAskedFor() {
    Schedule schedule = Schedule.poisson(100, 100, SEED);

    assertThat(schedule.size()).isEqualTo(10_000);
    assertThat(schedule.nanos(9_999) / 1e9).isCloseTo(100, withPercentage(4));
  }
}
