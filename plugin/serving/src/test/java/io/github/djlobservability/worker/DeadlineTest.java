package io.github.djlobservability.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {
  private long now = Long.MAX_VALUE - 10;

  @Test
  void aStepGetsWhatIsLeftAtMost() {
    Deadline deadline = new Deadline(Duration.ofSeconds(5), () -> now);
    assertThat(deadline.atMost(Duration.ofSeconds(3))).isEqualTo(Duration.ofSeconds(3));
    now += Duration.ofSeconds(3).toNanos();
    assertThat(deadline.atMost(Duration.ofSeconds(3))).isEqualTo(Duration.ofSeconds(2));
    now += Duration.ofSeconds(3).toNanos();
    assertThat(deadline.left()).isZero();
    assertThat(deadline.atMost(Duration.ofSeconds(1))).isZero();
  }
}
