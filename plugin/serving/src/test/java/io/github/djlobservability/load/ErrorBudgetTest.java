package io.github.djlobservability.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ErrorBudgetTest {
  private static final double EXACT = 1e-9;

  private long now = -Duration.ofHours(5).toNanos();
  private final ErrorBudget budget = new ErrorBudget(0.99, now);

  @Test
  void burnsFastWhenAnHourUsesTwoPercent() {
    run(Duration.ofHours(2), 0);
    // 15 times what is allowed: over five minutes at once, over an hour after 58 minutes.
    BurnStatus status = run(Duration.ofMinutes(57), 15);
    assertThat(status).isNotEqualTo(BurnStatus.FAST_BURN);
    assertThat(run(Duration.ofMinutes(3), 15)).isEqualTo(BurnStatus.FAST_BURN);
    assertThat(budget.burnRates(now).get("5m")).isCloseTo(15, within(0.01));
    assertThat(budget.burnRates(now).get("1h")).isCloseTo(15, within(0.5));
  }

  @Test
  void endsFastBurnSoonAfterItsCause() {
    run(Duration.ofHours(6), 0);
    assertThat(run(Duration.ofHours(1), 50)).isEqualTo(BurnStatus.FAST_BURN);
    assertThat(run(Duration.ofMinutes(6), 0)).isEqualTo(BurnStatus.BURN);
    // What the six hours used is still more than the budget can bear, but it has stopped.
    assertThat(run(Duration.ofMinutes(30), 0)).isEqualTo(BurnStatus.SLOW_BURN);
  }

  @Test
  void seesWhatOnlyDaysShow() {
    run(Duration.ofDays(1), 0);
    assertThat(run(Duration.ofHours(20), 2)).isEqualTo(BurnStatus.OK);
    assertThat(run(Duration.ofDays(2), 2)).isEqualTo(BurnStatus.SLOW_BURN);
  }

  @Test
  void staysCalmAtThePaceAllowed() {
    assertThat(run(Duration.ofDays(4), 0.9)).isEqualTo(BurnStatus.OK);
    assertThat(budget.budgetLeft(now)).isCloseTo(0.1, within(0.01));
  }

  @Test
  void forgetsWhatIsOlderThanThePeriod() {
    run(Duration.ofHours(2), 50);
    assertThat(budget.budgetLeft(now)).isCloseTo(-49, within(EXACT));
    run(Duration.ofDays(31), 0);
    assertThat(budget.budgetLeft(now)).isEqualTo(1);
    assertThat(budget.burnRates(now).values()).containsOnly(0.0);
  }

  @Test
  void makesNoStatusOfAHandfulOfRequests() {
    now += Duration.ofMinutes(1).toNanos();
    assertThat(budget.update(now, ErrorBudget.MIN_REQUESTS - 1, ErrorBudget.MIN_REQUESTS - 1))
        .isEqualTo(BurnStatus.OK);
    assertThat(budget.update(now, 1, 1)).isEqualTo(BurnStatus.FAST_BURN);
  }

  /** Sends a hundred requests a second, with {@code burnRate} times the allowed 1 % of bad ones. */
  private BurnStatus run(Duration length, double burnRate) {
    boolean days = length.compareTo(Duration.ofHours(12)) > 0;
    Duration step = days ? Duration.ofMinutes(5) : Duration.ofSeconds(10);
    BurnStatus status = budget.status();
    for (long i = 0; i < length.dividedBy(step); i++) {
      now += step.toNanos();
      status = budget.update(now, 100 * step.toSeconds(), Math.round(step.toSeconds() * burnRate));
    }
    return status;
  }
}
