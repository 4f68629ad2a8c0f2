package io.github.djlobservability.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.governor.GovernorReport;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class IdleTimeTest {
  private static final double SHARE = 0.05;
  private static final int PROCESSORS = 4;

  private long now;
  private GovernorReport report = report(SHARE, 0.5, 0.01);
  private final IdleTime time = new IdleTime(() -> report, PROCESSORS, () -> now);

  @Test
  void isThereWhileThereIsLittleToDo() {
    assertThat(time.isThere()).isTrue();
    report = report(SHARE, 2.1, 0.01);
    assertThat(time.isThere()).as("the process is busy").isFalse();
    report = report(SHARE, 0.5, 0.1);
    assertThat(time.isThere()).as("the plugin takes what it may").isFalse();
    report = report(SHARE, 0.5, 0.01);
    assertThat(time.isThere()).isTrue();
  }

  @Test
  void aFifthOfTheSharePaysForWhatIsSpent() {
    assertThat(time.isThere()).isTrue();
    time.spent(TimeUnit.MILLISECONDS.toNanos(20));
    // A fifth of 0.05 processors is 10 ms a second.
    now += TimeUnit.MILLISECONDS.toNanos(1_900);
    assertThat(time.isThere()).isFalse();
    now += TimeUnit.MILLISECONDS.toNanos(200);
    assertThat(time.isThere()).isTrue();
  }

  @Test
  void noMoreThanASecondsTimeIsSaved() {
    now += TimeUnit.HOURS.toNanos(1);
    assertThat(time.isThere()).isTrue();
    time.spent(TimeUnit.MILLISECONDS.toNanos(11));
    assertThat(time.isThere()).isFalse();
  }

  @Test
  void aShareOfAllBoundsNothing() {
    report = report(1, 4, 1);
    time.spent(TimeUnit.HOURS.toNanos(1));
    assertThat(time.isThere()).isTrue();
  }

  private static GovernorReport report(double share, double process, double own) {
    return new GovernorReport(share, process, own, 0.05, 0, 0.01, 1, 1, "nothing");
  }
}
