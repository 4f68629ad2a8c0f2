package io.github.djlobservability.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HandOffTest {
  private final MemoryBudget budget = new MemoryBudget(1_000);
  private final HandOff<String> handOff =
      new HandOff<>("h", 3, budget.share("h", 400), String::length);

  @Test
  void handsOverInTheOrderOfOffers() {
    assertThat(handOff.offer("a")).isTrue();
    assertThat(handOff.offer("b")).isTrue();
    assertThat(handOff.size()).isEqualTo(2);
    assertThat(drained()).containsExactly("a", "b");
    assertThat(handOff.size()).isZero();
    assertThat(budget.report().heldBytes()).isZero();
    assertThat(handOff.refused()).isZero();
  }

  @Test
  void refusesAndCountsWhatIsTooMany() {
    for (int i = 0; i < 5; i++) {
      assertThat(handOff.offer("x")).isEqualTo(i < 3);
    }
    assertThat(handOff.report().refused()).containsEntry("items", 2L).containsEntry("bytes", 0L);
    assertThat(drained()).hasSize(3);
    assertThat(handOff.offer("x")).isTrue();
  }

  @Test
  void refusesAndCountsWhatIsTooLargeForItsShare() {
    assertThat(handOff.offer("x".repeat(401))).isFalse();
    assertThat(handOff.offer("x".repeat(400))).isTrue();
    assertThat(handOff.report().refused()).containsEntry("bytes", 1L).containsEntry("memory", 0L);
    assertThat(budget.report().heldBytes()).isEqualTo(400);
  }

  @Test
  void refusesAndCountsWhatIsBeyondTheCommonBudget() {
    assertThat(budget.share("another", 500).claim(500)).isTrue();
    assertThat(budget.share("a third", 500).claim(300)).isTrue();
    assertThat(handOff.offer("x".repeat(201))).isFalse();
    assertThat(handOff.offer("x".repeat(200))).isTrue();
    assertThat(handOff.report().refused()).containsEntry("memory", 1L);
    assertThat(budget.report().heldBytes()).isEqualTo(1_000);
  }

  @Test
  void anItemKeepsItsPlaceWhileItIsWorkedOn() {
    handOff.offer("abc");
    List<Long> heldMeanwhile = new ArrayList<>();
    handOff.drain(10, item -> heldMeanwhile.add(budget.report().heldBytes()));
    assertThat(heldMeanwhile).containsExactly(3L);
    assertThat(budget.report().heldBytes()).isZero();
  }

  @Test
  void workThatFailsGivesThePlaceBack() {
    handOff.offer("abc");
    assertThatThrownBy(
            () ->
                handOff.drain(
                    10,
                    item -> {
                      throw new OutOfMemoryError("asked to fail");
                    }))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(budget.report().heldBytes()).isZero();
    assertThat(handOff.size()).isZero();
  }

  @Test
  void onceClosedItRefusesAndStillHandsOverWhatWaits() {
    handOff.offer("a");
    handOff.close();
    assertThat(handOff.offer("b")).isFalse();
    assertThat(handOff.report().refused()).containsEntry("closed", 1L);
    assertThat(drained()).containsExactly("a");
  }

  @Test
  void manyThreadsLoseNothingAndHoldNoMoreThanIsAllowed() throws InterruptedException {
    HandOff<Integer> shared =
        new HandOff<>("many", 100, new MemoryBudget(1_000_000).share("many", 500), i -> 10);
    int threads = 8;
    int offers = 20_000;
    AtomicLong accepted = new AtomicLong();
    CountDownLatch over = new CountDownLatch(threads);
    IntStream.range(0, threads)
        .forEach(
            i ->
                new Thread(
                        () -> {
                          for (int n = 0; n < offers; n++) {
                            accepted.addAndGet(shared.offer(n) ? 1 : 0);
                          }
                          over.countDown();
                        })
                    .start());
    long taken = 0;
    long most = 0;
    while (over.getCount() > 0 || shared.size() > 0) {
      taken += shared.drain(7, item -> {});
      most = Math.max(most, shared.size());
    }
    assertThat(taken).isEqualTo(accepted.get());
    assertThat(taken + shared.refused()).isEqualTo((long) threads * offers);
    // Those that are about to be refused are counted for a moment.
    assertThat(most).isLessThanOrEqualTo(100 + threads);
  }

  private List<String> drained() {
    List<String> drained = new ArrayList<>();
    int unused = handOff.drain(100, drained::add);
    return drained;
  }
}
