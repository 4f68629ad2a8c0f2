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
    assertThat(estimate.leftOut().both()).isZero();
  }

  private static void add(
      MatchedDifference difference, long at, int baseline, int candidate, double share) {
    for (int i = 0; i < baseline; i++) {
      difference.add(false, at, i < share * baseline ? 1 : 0, 1);
    }
    for (int i = 0; i < candidate; i++) {
      difference.add(true, at, i < share * candidate ? 1 : 0, 1);
    }
  }

  @Test
  void leavesOutHoursOfOneAlone() {
    MatchedDifference difference = new MatchedDifference(2, false);
    difference.add(false, 0, 1, 1);
    difference.add(true, 50 * MINUTE, 3, 1);
    for (int hour = 1; hour < 5; hour++) {
      difference.add(hour % 2 == 0, hour * HOUR, 100, 1);
    }
    Estimate estimate = difference.estimate();
    assertThat(estimate.baseline()).isEqualTo(1);
    assertThat(estimate.candidate()).isEqualTo(3);
    assertThat(estimate.leftOut().both()).isEqualTo(4);
    assertThat(difference.bytes()).isLessThan(3500);
  }

  @Test
  void numbersFarFromZeroKeepTheirVariance() {
    MatchedDifference difference = new MatchedDifference(1, false);
    for (int i = 0; i < 1000; i++) {
      difference.add(i % 2 == 0, 0, 1e9 + i % 4, 1);
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

  /** One that is left out, and far from all others, makes nothing look sure. */
  @Test
  void oneThatIsLeftOutPlaysNoPart() {
    MatchedDifference difference = new MatchedDifference(24, false);
    difference.add(false, 0, 1e9, 1);
    for (int i = 0; i < 400; i++) {
      difference.add(i % 2 == 0, HOUR, i % 7, 1);
    }
    assertThat(difference.estimate().variance()).isCloseTo(4, within(0.2));
  }

  @Test
  void whatIsOlderThanAllThatIsOpenIsAlone() {
    MatchedDifference difference = new MatchedDifference(2, false);
    for (long hour : new long[] {5, 3, 6, 3, 2}) {
      difference.add(false, hour * HOUR, 1, 1);
      difference.add(true, hour * HOUR, 2, 1);
    }
    Estimate estimate = difference.estimate();
    assertThat(estimate.candidateItems()).isEqualTo(3);
    assertThat(estimate.leftOut().both()).isEqualTo(4);
  }

  /** One of weight 3 says as much of the mean as three, and less of how sure it is. */
  @Test
  void anItemCountsByItsWeight() {
    MatchedDifference difference = new MatchedDifference(2, false);
    difference.add(false, 0, 4, 3);
    difference.add(false, 0, 0, 1);
    difference.add(true, 0, 1, 5);
    Estimate estimate = difference.estimate();
    assertThat(estimate.baseline()).isCloseTo(3, within(1e-12));
    double items = 16 / 10.0;
    assertThat(estimate.worth()).isCloseTo(items / (items + 1), within(1e-12));
  }
}
