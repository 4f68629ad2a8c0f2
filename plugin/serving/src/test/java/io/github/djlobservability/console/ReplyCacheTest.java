package io.github.djlobservability.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReplyCacheTest {
  private long now;
  private final ReplyCache cache = new ReplyCache(() -> now);

  @Test
  void keepsAReplyForASecond() {
    Reply reply = Reply.ok("a");
    cache.put("key", reply);
    assertThat(cache.get("key")).isSameAs(reply);
    now += Duration.ofSeconds(1).toNanos();
    assertThat(cache.get("key")).isNull();
  }

  @Test
  void forgetsWhatWasSeenBeforeSomethingWasDone() {
    cache.put("key", Reply.ok("a"));
    cache.outdate();
    assertThat(cache.get("key")).isNull();
    cache.put("key", Reply.ok("b"));
    assertThat(cache.get("key")).isNotNull();
  }

  @Test
  void longAddressesCountAsWhatTheyHold() {
    int length = ReplyCache.MAX_BYTES / 8;
    for (int i = 0; i < 5; i++) {
      cache.put(i + "k".repeat(length), Reply.ok("a"));
    }
    assertThat(cache.get(0 + "k".repeat(length))).isNull();
    assertThat(cache.get(4 + "k".repeat(length))).isNotNull();
    cache.put("k".repeat(ReplyCache.MAX_BYTES), Reply.ok("a"));
    assertThat(cache.get("k".repeat(ReplyCache.MAX_BYTES))).isNull();
  }
}
