package io.github.djlobservability.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ModelStatisticsTest {
  private final AtomicLong clock = new AtomicLong(-5);
  private final ModelStatistics statistics = new ModelStatistics(clock::get);

  @Test
  void hasNoFiguresAtFirst() {
    ModelSummary summary = statistics.summary();
    assertThat(summary.requests()).isZero();
    assertThat(summary.requestsPerSecond()).isZero();
    assertThat(summary.requestDuration()).isEqualTo(new DurationSummary(0, 0, 0, 0, 0, 0));
  }

  @Test
  void countsAndMeasures() {
    for (int millis = 1; millis <= 100; millis++) {
      statistics.request(
          TimeUnit.MILLISECONDS.toNanos(millis),
          millis % 10 == 0 ? Outcome.BACKEND : Outcome.SUCCEEDED,
          false);
    }
    statistics.inference(4, 12, false);
    statistics.inference(2, 0, true);
    statistics.phase(Phase.INFERENCE, TimeUnit.MILLISECONDS.toNanos(3));
    clock.addAndGet(TimeUnit.SECONDS.toNanos(10));

    ModelSummary summary = statistics.summary();
    assertThat(summary.requests()).isEqualTo(100);
    assertThat(summary.requestErrors()).isEqualTo(10);
    assertThat(summary.outcomes())
        .containsEntry(Outcome.BACKEND, 10L)
        .containsEntry(Outcome.SUCCEEDED, 90L)
        .containsEntry(Outcome.CANCELLED, 0L);
    assertThat(summary.requestsPerSecond()).isEqualTo(10);
    assertThat(summary.requestDuration().p50()).isCloseTo(.050, within(.001));
    assertThat(summary.requestDuration().p99()).isCloseTo(.099, within(.001));
    assertThat(summary.requestDuration().max()).isCloseTo(.100, within(.001));
    assertThat(summary.inferences()).isEqualTo(6);
    assertThat(summary.inferenceErrors()).isEqualTo(2);
    assertThat(summary.items()).isEqualTo(12);
    assertThat(summary.itemsPerSecond()).isCloseTo(1.2, within(1e-9));
    assertThat(summary.phases())
        .hasEntrySatisfying(
            Phase.INFERENCE, phase -> assertThat(phase.mean()).isCloseTo(.003, within(.0001)))
        .hasEntrySatisfying(Phase.QUEUE, phase -> assertThat(phase.count()).isZero());
  }

  @Test
  void durationsAreThoseOfTheLastTwoWindowsAndCountsAreTotals() {
    statistics.request(TimeUnit.SECONDS.toNanos(9), Outcome.SUCCEEDED, false);
    passWindow();
    statistics.request(TimeUnit.SECONDS.toNanos(1), Outcome.SUCCEEDED, false);
    assertThat(statistics.summary().requestDuration().count()).isEqualTo(2);
    passWindow();
    assertThat(statistics.summary().requestDuration().count()).isEqualTo(1);
    assertThat(statistics.summary().requestDuration().max()).isCloseTo(1, within(.01));
    assertThat(statistics.summary().requests()).isEqualTo(2);
    passWindow();
    assertThat(statistics.summary().requestsPerSecond()).isZero();
  }

  @Test
  void aWindowIsNotOverBeforeItsTime() {
    statistics.request(1000, Outcome.SUCCEEDED, false);
    clock.addAndGet(TimeUnit.SECONDS.toNanos(ModelStatistics.WINDOW_SECONDS) - 1);
    statistics.rotateWhenDue();
    statistics.rotateWhenDue();
    assertThat(statistics.summary().requestDuration().count()).isEqualTo(1);
  }

  @Test
  void impossibleDurationsDoNotThrow() {
    statistics.request(-1, Outcome.SUCCEEDED, false);
    statistics.request(Long.MAX_VALUE, Outcome.SUCCEEDED, false);
    assertThat(statistics.summary().requestDuration().count()).isEqualTo(2);
    assertThat(statistics.summary().requestDuration().max()).isCloseTo(3600, within(40.0));
  }

  private void passWindow() {
    clock.addAndGet(TimeUnit.SECONDS.toNanos(ModelStatistics.WINDOW_SECONDS));
    statistics.rotateWhenDue();
  }
}
