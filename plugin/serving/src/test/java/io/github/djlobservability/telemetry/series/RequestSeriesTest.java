package io.github.djlobservability.telemetry.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.telemetry.definition.HttpKeys;
import io.opentelemetry.api.common.Attributes;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RequestSeriesTest {
  private static final int MANY = 100;
  private static final int BAD_REQUEST = 400;

  /** One that is folded already, and one that comes when there is no room for it either. */
  @Test
  void sortsWithoutRoomWaitForNoLock() {
    RequestSeries series = new RequestSeries();
    for (int i = 0; i < MANY; i++) {
      assertThat(series.of(refused("/" + i, BAD_REQUEST + i))).isNotNull();
    }
    CompletableFuture<Attributes> known;
    CompletableFuture<Attributes> last;
    synchronized (series) {
      known = CompletableFuture.supplyAsync(() -> series.of(refused("/other", BAD_REQUEST + 16)));
      last = CompletableFuture.supplyAsync(() -> series.of(refused("/other", BAD_REQUEST + MANY)));
      assertThat(known).succeedsWithin(Duration.ofSeconds(10));
      assertThat(last).succeedsWithin(Duration.ofSeconds(10));
    }
    assertThat(known.join().get(HttpKeys.OVERFLOW)).isTrue();
    assertThat(known.join().get(HttpKeys.STATUS_CODE)).isEqualTo(BAD_REQUEST + 16L);
    assertThat(last.join().get(HttpKeys.STATUS_CODE)).isNull();
  }

  private static RequestSeries.Sort refused(String route, int status) {
    return new RequestSeries.Sort(false, "GET", "http", "1.1", route, status, null);
  }
}
