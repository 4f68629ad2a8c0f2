package io.github.djlobservability.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LabelLimitTest {
  private long now = 1;
  private final LabelLimit limit = new LabelLimit(() -> now);

  @Test
  void aSenderSendsSoManyAMinute() {
    assertThat(limit.allows("a", 100)).isTrue();
    limit.sent("a", 60);
    assertThat(limit.allows("a", 100)).isTrue();
    limit.sent("a", 60);
    assertThat(limit.allows("a", 100)).isFalse();
    assertThat(limit.allows("b", 100)).isTrue();
    assertThat(limit.allows("a", 0)).isTrue();
    now += Duration.ofMinutes(1).toNanos();
    assertThat(limit.allows("a", 100)).isTrue();
    limit.sent("a", 1);
    assertThat(limit.allows("a", 100)).isTrue();
  }

  @Test
  void onlyTheLastSendersAreRemembered() {
    limit.sent("first", 1000);
    for (int i = 0; i < LabelLimit.MAX_SENDERS; i++) {
      limit.sent("s" + i, 1);
    }
    assertThat(limit.allows("first", 100)).isTrue();
  }
}
