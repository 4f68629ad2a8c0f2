package io.github.djlobservability.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.chart.ChangePoint;
import io.github.djlobservability.drift.chart.RecentRanks;
import org.junit.jupiter.api.Test;

class RecentItemsTest {
  private static final long SECOND = 1_000;
  private static final long NIGHT = 14 * 3_600 * SECOND;

  private final RecentItems items = new RecentItems();

  /** A hundred items in the evening, then some in the morning, one a second. */
  private void eveningAndMorning(int morning) {
    for (int item = 1; item <= 100 + morning; item++) {
      items.put(item, time(item), null);
    }
  }

  private static long time(long item) {
    return item * SECOND + (item > 100 ? NIGHT : 0);
  }

  @Test
  void aChangeAroundANightBeganInTheMorning() {
    eveningAndMorning(20);
    assertThat(items.onset(new ChangePoint(96, 92, 103)))
        .isEqualTo(new Onset(101, 92, 103, time(101)));
    assertThat(items.onset(new ChangePoint(94, 90, 98)))
        .as("hardly less likely, and a night is long")
        .isEqualTo(new Onset(101, 90, 101, time(101)));
  }

  @Test
  void aChangeInTheEveningBeganThen() {
    eveningAndMorning(20);
    assertThat(items.onset(new ChangePoint(60, 50, 65))).isEqualTo(new Onset(60, 50, 65, time(60)));
    assertThat(items.onset(new ChangePoint(110, 105, 112)).epochMillis()).isEqualTo(time(110));
  }

  @Test
  void evenTrafficTellsNothing() {
    for (int item = 1; item <= 100; item++) {
      items.put(item, item * SECOND, null);
    }
    assertThat(items.onset(new ChangePoint(60, 60, 61)).item()).isEqualTo(60);
    assertThat(items.onset(new ChangePoint(60, 55, 70)).item()).isEqualTo(60);
    assertThat(items.onset(new ChangePoint(1, 1, 3)).item()).isEqualTo(1);
  }

  /** Its place was taken by a later item. */
  @Test
  void aTimeThatIsNotKnownAnyMoreIsTheEarliestKnown() {
    int count = RecentRanks.LENGTH + 50;
    for (int item = 1; item <= count; item++) {
      items.put(item, item * SECOND, null);
    }
    assertThat(items.epochMillis(20)).isEqualTo(51 * SECOND);
    assertThat(items.onset(new ChangePoint(20, 10, 30)).epochMillis()).isEqualTo(51 * SECOND);
  }
}
