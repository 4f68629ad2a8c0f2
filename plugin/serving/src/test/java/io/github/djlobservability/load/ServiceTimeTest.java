package io.github.djlobservability.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class ServiceTimeTest {
  private static final double EXACT = 1e-9;

  @Test
  void findsTheLineThatTheCallsAreOn() {
    Work work = new Work();
    calls(work, new int[] {1, 2, 3, 4}, 25, requests -> 0.010 + 0.002 * requests);

    ServiceTime time = work.serviceTime(20);

    assertThat(time.fixedSeconds()).isCloseTo(0.010, within(EXACT));
    assertThat(time.perRequestSeconds()).isCloseTo(0.002, within(EXACT));
    // Two workers, 16 requests in 42 ms each.
    assertThat(time.capacity(2, 16)).isCloseTo(2 * 16 / 0.042, within(1e-6));
  }

  @Test
  void assumesNoGainOfBatchesWhereAllCallsAreOfOneSize() {
    Work work = new Work();
    calls(work, new int[] {2}, 50, requests -> 0.020);

    assertThat(work.serviceTime(20).capacity(1, 8)).isCloseTo(100, within(EXACT));
  }

  @Test
  void knowsTheCapacityOfSingleRequests() {
    Work work = new Work();
    calls(work, new int[] {1}, 50, requests -> 0.020);

    assertThat(work.serviceTime(20).capacity(3, 1)).isCloseTo(150, within(EXACT));
  }

  @Test
  void claimsNoGainThatNoiseCouldHaveMade() {
    long seed = 7;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    Work work = new Work();
    // Batches gain nothing, and durations vary by a third.
    calls(work, new int[] {1, 2}, 100, requests -> 0.010 * requests * (1 + random.nextDouble()));

    double withoutGain = work.totals().requests() / work.totals().busySeconds();
    assertThat(work.serviceTime(20).capacity(1, 64))
        .isBetween(withoutGain - EXACT, 1.5 * withoutGain);
  }

  @Test
  void saysNothingOfFewCalls() {
    Work work = new Work();
    calls(work, new int[] {1}, 19, requests -> 0.020);

    assertThat(ServiceTime.of(work.totals(), 20)).isNull();
  }

  private static void calls(Work work, int[] sizes, int each, IntToDoubleFunction seconds) {
    for (int i = 0; i < each; i++) {
      for (int size : sizes) {
        work.call(seconds.applyAsDouble(size), size);
      }
    }
  }
}
