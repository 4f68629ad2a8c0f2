package io.github.djlobservability.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RecentRequestsTest {
  private final RecentRequests recent = new RecentRequests();

  @Test
  void keepTheSlowestAndTheLastThatFailed() {
    for (int i = 0; i < 1000; i++) {
      add(i, i % 5 == 0);
    }

    assertThat(recent.slow())
        .hasSize(RecentRequests.MAX_SLOW)
        .extracting(EndedRequest::seconds)
        .startsWith(999.0, 998.0)
        .endsWith(950.0);
    assertThat(recent.failed())
        .hasSize(RecentRequests.MAX_FAILED)
        .extracting(EndedRequest::seconds)
        .startsWith(995.0, 990.0);
  }

  @Test
  void forgetTheSlowOnesOfTheWindowBeforeTheLast() {
    add(9, false);
    recent.rotate();
    add(1, false);
    assertThat(recent.slow()).extracting(EndedRequest::seconds).containsExactly(9.0, 1.0);
    recent.rotate();
    assertThat(recent.slow()).extracting(EndedRequest::seconds).containsExactly(1.0);
    recent.rotate();
    assertThat(recent.slow()).isEmpty();
  }

  @Test
  void forgetWhatIsErased() {
    for (int i = 0; i < 3 * RecentRequests.MAX_SLOW; i++) {
      add(i, i % 2 == 0);
    }
    assertThat(recent.erase(request -> request.seconds() >= 120)).isEqualTo(30);
    assertThat(recent.slow()).extracting(EndedRequest::seconds).startsWith(119.0).hasSize(20);
    assertThat(recent.failed()).extracting(EndedRequest::seconds).startsWith(118.0);
    add(1, false);
    assertThat(recent.slow()).as("there is room again").hasSize(21);
  }

  private void add(double seconds, boolean failed) {
    recent.add(
        seconds,
        failed,
        () -> new EndedRequest("", "", null, null, 200, null, null, seconds, Map.of(), null));
  }
}
