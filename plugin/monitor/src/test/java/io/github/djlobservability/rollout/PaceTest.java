package io.github.djlobservability.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long HOUR = 3_600_000;

  @Test
  void requestsPauseForMoreThanAnHour() {
    Pace pace = Pace.ofRequests();
    assertThat(pace.isEmpty()).isTrue();
    pace.add(0);
    assertThat(pace.seconds(1)).isNaN();
    LongStream.rangeClosed(1, 10).forEach(i -> pace.add(i * 1000));
    LongStream.rangeClosed(0, 10).forEach(i -> pace.add(100 * HOUR + i * 1000));
    assertThat(pace.seconds(60)).isEqualTo(60);
  }

  @Test
  void labelsThatComeTogetherAreAsSlowAsWhatLiesBetween() {
    Pace pace = Pace.ofLabels();
    for (int day = 0; day < 3; day++) {
      for (int i = 0; i < 50; i++) {
        pace.add(day * 24L * HOUR);
      }
    }
    assertThat(pace.seconds(149)).isEqualTo(48 * 3600);
  }

  @Test
  void theOrderDoesNotMatter() {
    Pace pace = Pace.ofLabels();
    pace.add(50_000);
    pace.add(100_000);
    pace.add(0);
    pace.add(70_000);
    assertThat(pace.seconds(3)).isEqualTo(100);
  }
}
