package io.github.djlobservability.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExpiryClockTest {
  private static final long START = 1_800_000_000_000L;
  private static final long JUMP = Duration.ofDays(40).toMillis();

  private long nanos = -5_000_000_000L;
  private final ExpiryClock clock = new ExpiryClock(() -> nanos);

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  @Test
  void followsTheWallClock() {
    assertThat(clock.millis(START)).isEqualTo(START);
    pass(Duration.ofDays(100));
    long later = START + Duration.ofDays(100).toMillis();
    assertThat(clock.millis(later + 30_000)).as("slewed").isEqualTo(later + 30_000);
    assertThat(clock.millis(later - JUMP)).as("set back").isEqualTo(later - JUMP);
  }

  @Test
  void doesNotBelieveAJumpAheadForAnHour() {
    assertThat(clock.millis(START)).isEqualTo(START);
    assertThat(clock.millis(START + JUMP)).isEqualTo(START);
    pass(Duration.ofMinutes(59));
    long hour = Duration.ofMinutes(59).toMillis();
    assertThat(clock.millis(START + JUMP + hour)).isEqualTo(START + hour);
    pass(Duration.ofMinutes(1));
    hour = Duration.ofHours(1).toMillis();
    assertThat(clock.millis(START + JUMP + hour)).isEqualTo(START + JUMP + hour);
  }

  @Test
  void aClockThatIsRightAgainIsDoubtedAnewTheNextTime() {
    assertThat(clock.millis(START)).isEqualTo(START);
    assertThat(clock.millis(START + JUMP)).isEqualTo(START);
    pass(Duration.ofHours(2));
    long later = START + Duration.ofHours(2).toMillis();
    assertThat(clock.millis(later)).isEqualTo(later);
    assertThat(clock.millis(later + JUMP)).isEqualTo(later);
  }
}
