package io.github.djlobservability.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LabelLimitTest {
  private long now = 1;
  private final LabelLimit limit = new LabelLimit(() -> now);

  @Test
  void aSenderSendsSoManyAMinute() {
    assertThat(send("a", 60)).isTrue();
    assertThat(send("a", 60)).isTrue();
    assertThat(send("a", 1)).isFalse();
    assertThat(send("b", 1)).isTrue();
    assertThat(limit.takes("a", 10, 0)).isTrue();
    limit.sent("a", 10, 1);
    now += Duration.ofMinutes(1).toNanos();
    assertThat(send("a", 1)).isTrue();
    assertThat(send("a", 1)).isTrue();
  }

  @Test
  void whatWaitsIsNoMoreThanOneBodyMayBe() {
    int half = PageRequest.MAX_BODY_BYTES / 2;
    assertThat(limit.takes("a", half, 100)).isTrue();
    assertThat(limit.takes("a", half, 100)).isTrue();
    assertThat(limit.takes("a", 1, 100)).isFalse();
    assertThat(limit.takes("b", half, 100)).isTrue();
    limit.sent("a", half, 10);
    assertThat(limit.takes("a", half, 100)).isTrue();
  }

  @Test
  void onlyTheLastSendersAreRemembered() {
    assertThat(send("first", 1000)).isTrue();
    for (int i = 0; i < LabelLimit.MAX_SENDERS; i++) {
      send("s" + i, 1);
    }
    assertThat(send("first", 1)).isTrue();
  }

  private boolean send(String sender, long labels) {
    boolean taken = limit.takes(sender, 10, 100);
    if (taken) {
      limit.sent(sender, 10, labels);
    }
    return taken;
  }
}
