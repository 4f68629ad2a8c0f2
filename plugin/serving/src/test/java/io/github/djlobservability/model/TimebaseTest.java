package io.github.djlobservability.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.PrimitiveIterator.OfLong;
import org.junit.jupiter.api.Test;

class TimebaseTest {
  private static final long MILLI = 1_000_000;

  private final OfLong wallClock = Arrays.stream(new long[] {100, 200, 300, 400}).iterator();

  @Test
  void readsAgainWhenTheProcessorWasLostInBetween() {
    Timebase read = read(0, 3 * MILLI, 4 * MILLI, 4 * MILLI + 60);
    assertThat(read).isEqualTo(new Timebase(4 * MILLI + 30, 200));
  }

  @Test
  void takesTheNearestOfThreeReadings() {
    Timebase read = read(0, 3 * MILLI, 4 * MILLI, 5 * MILLI, 6 * MILLI, 8 * MILLI);
    assertThat(read).isEqualTo(new Timebase(4 * MILLI + MILLI / 2, 200));
  }

  @Test
  void takesNearReadingsAtOnce() {
    assertThat(read(1_000, 1_080)).isEqualTo(new Timebase(1_040, 100));
  }

  @Test
  void laterTimesFollowFromTheMonotonicClock() {
    Timebase arrival = new Timebase(50, 1_000);
    assertThat(arrival.at(80)).isEqualTo(new Timebase(80, 1_030));
    assertThat(Timebase.now().epochNanos()).isPositive();
  }

  private Timebase read(long... monotonic) {
    OfLong readings = Arrays.stream(monotonic).iterator();
    return Timebase.read(readings::nextLong, wallClock::nextLong);
  }
}
