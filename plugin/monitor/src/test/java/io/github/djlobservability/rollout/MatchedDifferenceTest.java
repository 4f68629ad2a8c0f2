package io.github.djlobservability.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MatchedDifferenceTest {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;

  /** The second version has more of the bad hours; hour by hour both are the same. */
  @Test
  void comparesWithinTheSameTime() {
    MatchedDifference difference = new MatchedDifference(24, true);
    add(difference, 0, 90, 10, 0.1);
    add(difference, HOUR, 10, 90, 0.5);
    Estimate estimate = difference.estimate();
    assertThat(estimate.candidate() - estimate.baseline()).isCloseTo(0, within(1e-12));
    assertThat(estimate.baseline()).isCloseTo(0.3, within(1e-12));
    assertThat(estimate.baselineItems()).isEqualTo(100);
    assertThat(estimate.worth()).isCloseTo(18, within(1e-12));
    assertThat(estimate.leftOut()).isZero();
  }

  private static void add(
      MatchedDifference difference, long at, int baseline, int candidate, double share) {
    for (int i = 0; i < baseline; i++) {
      difference.add(false, at, i < share * baseline ? 1 : 0);
    }
    for (int i = 0; i < candidate; i++) {
      difference.add(true, at, i < share * candidate ? 1 : 0);
    }
  }

  @Test
  void leavesOutHoursOfOneAlone() {
    MatchedDifference difference = new MatchedDifference(2, false);
    difference.add(false, 0, 1);
    difference.add(true, 50 * MINUTE, 3);
    for (int hour = 1; hour < 5; hour++) {
      difference.add(hour % 2 == 0, hour * HOUR, 100);
    }
    Estimate estimate = difference.estimate();
    assertThat(estimate.baseline()).isEqualTo(1);
    assertThat(estimate.candidate()).isEqualTo(3);
    assertThat(estimate.leftOut()).isEqualTo(4);
    assertThat(difference.bytes()).isLessThan(3000);
  }

  @Test
  void numbersFarFromZeroKeepTheirVariance() {
    MatchedDifference difference = new MatchedDifference(1, false);
    for (int i = 0; i < 1000; i++) {
      difference.add(i % 2 == 0, 0, 1e9 + i % 4);
    }
    Estimate estimate = difference.estimate();
    assertThat(estimate.candidate()).isCloseTo(1e9 + 1, within(1e-3));
    assertThat(estimate.baseline()).isCloseTo(1e9 + 2, within(1e-3));
    assertThat(estimate.variance()).isCloseTo(1.25, within(1e-3));
  }

  @Test
  void noneIsNotNever() {
    MatchedDifference difference = new MatchedDifference(1, true);
    add(difference, 0, 60, 60, 0);
    Estimate estimate = difference.estimate();
    assertThat(estimate.isEnough()).isTrue();
    assertThat(estimate.difference(0.05).high()).isGreaterThan(0.05);
    assertThat(new MatchedDifference(1, true).estimate().isEnough()).isFalse();
  }
}
