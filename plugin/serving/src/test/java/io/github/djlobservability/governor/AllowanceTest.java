package io.github.djlobservability.governor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AllowanceTest {
  private static final long SEED = 1;

  private long now;

  private Allowance of(double perSecond) {
    return new Allowance(perSecond, 60, () -> now);
  }

  private void pass(double seconds) {
    now += (long) (seconds * TimeUnit.SECONDS.toNanos(1));
  }

  @Test
  void beginsWithAMinuteSavedAndDoesAllWorkDownToHalfOfIt() {
    Allowance allowance = of(10);
    assertThat(allowance.share()).isEqualTo(1);
    allowance.spend(300);
    assertThat(allowance.share()).isEqualTo(1);
    allowance.spend(150);
    assertThat(allowance.share()).isEqualTo(0.5);
    allowance.spend(150);
    assertThat(allowance.share()).isZero();
  }

  @Test
  void savesWhatIsNotSpentForAMinuteAtMost() {
    Allowance allowance = of(10);
    allowance.spend(600);
    pass(15);
    assertThat(allowance.share()).isEqualTo(0.5);
    pass(10_000);
    allowance.spend(300);
    assertThat(allowance.share()).isEqualTo(1);
    allowance.spend(30);
    assertThat(allowance.share()).isEqualTo(0.9);
  }

  @Test
  void aDebtIsPaidWithinAMinute() {
    Allowance allowance = of(10);
    allowance.spend(1e9);
    assertThat(allowance.share()).isZero();
    pass(61);
    assertThat(allowance.share()).isPositive();
  }

  @Test
  void settlesWhereAsMuchIsSpentAsIsEarned() {
    System.out.println("seed " + SEED);
    SplittableRandom random = new SplittableRandom(SEED);
    Allowance allowance = of(100);
    double spent = 0;
    for (int i = 0; i < 300_000; i++) {
      pass(0.001);
      if (random.nextDouble() < allowance.share()) {
        allowance.spend(1);
        spent += i < 200_000 ? 0 : 1;
      }
    }
    // 1,000 come in a second, and a tenth of them is earned: of the last 100 s.
    assertThat(spent / 100).isCloseTo(100, within(3.0));
  }

  @Test
  void whatIsSavedIsNoMoreWhereItEarnsMore() {
    Allowance allowance = of(10);
    allowance.spend(300);
    allowance.earn(100);
    // 300 of the 6,000 that it can save now.
    assertThat(allowance.share()).isEqualTo(0.1);
    allowance.earn(5);
    assertThat(allowance.share()).isEqualTo(1);
    allowance.spend(225);
    assertThat(allowance.share()).isEqualTo(0.5);
  }

  @Test
  void anInfiniteOneDoesAllAndOneThatEarnsNothingNone() {
    Allowance allowance = of(Double.POSITIVE_INFINITY);
    allowance.spend(1e30);
    pass(1);
    assertThat(allowance.share()).isEqualTo(1);
    allowance.spend(1e30);
    allowance.earn(0);
    assertThat(allowance.share()).isZero();
    allowance.earn(Double.POSITIVE_INFINITY);
    assertThat(allowance.share()).isEqualTo(1);
  }
}
