package io.github.djlobservability.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final Workers workers =
      new Workers(
          (part, failure) -> {
            assertThat(part).isEqualTo("part");
            failures.add(failure);
          },
          new MemoryBudget(1 << 20),
          System::nanoTime);
  private final Worker worker = workers.worker("test", "part");
  private final HandOff<Integer> numbers = workers.handOff("numbers", 1_000, 1 << 20, n -> 8);
  private final List<Integer> seen = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    assertThat(worker.close(LIMIT)).isTrue();
  }

  @Test
  void worksOffWhatItIsHandedInOrder() {
    worker.takes(numbers, seen::add);
    worker.start();
    IntStream.range(0, 900).forEach(numbers::offer);
    await().until(() -> seen.size() == 900);
    assertThat(seen).isSorted();
    assertThat(report().state()).isEqualTo("running");
  }

  @Test
  void wakesWhenItSleeps() {
    worker.takes(numbers, seen::add);
    worker.start();
    numbers.offer(1);
    await().until(() -> seen.size() == 1);
    // It sleeps after a second without work.
    await()
        .until(() -> threads().anyMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING));
    numbers.offer(2);
    await().until(() -> seen.size() == 2);
  }

  @Test
  void outlivesEverythingThatAnItemThrows() {
    worker.takes(
        numbers,
        n -> {
          switch (n) {
            case 0 -> throw new IllegalStateException("asked to fail");
            case 1 -> throw new OutOfMemoryError("asked to fail");
            case 2 -> throw new StackOverflowError("asked to fail");
            case 3 -> throw new NoClassDefFoundError("asked to fail");
            case 4 -> throw new AssertionError("asked to fail");
            default -> seen.add(n);
          }
        });
    worker.start();
    IntStream.range(0, 6).forEach(numbers::offer);
    await().until(() -> seen.contains(5));
    assertThat(failures)
        .hasExactlyElementsOfTypes(
            IllegalStateException.class,
            OutOfMemoryError.class,
            StackOverflowError.class,
            NoClassDefFoundError.class,
            AssertionError.class);
    assertThat(report().failures()).isEqualTo(5);
    assertThat(report().restarts()).isZero();
    assertThat(report().state()).isEqualTo("running");
    assertThat(numbers.size()).isZero();
  }

  @Test
  void outlivesAnOutOfMemoryErrorThatIsReal() {
    worker.takes(
        numbers,
        n -> {
          // 16 GiB at once, more than the tests' heap.
          seen.add(n == 0 ? new long[Integer.MAX_VALUE - 8].length : n);
        });
    worker.start();
    numbers.offer(0);
    numbers.offer(1);
    await().atMost(LIMIT).until(() -> seen.contains(1));
    assertThat(failures).hasExactlyElementsOfTypes(OutOfMemoryError.class);
  }

  @Test
  void outlivesAFailureThatCannotEvenBeReported() {
    AtomicInteger reports = new AtomicInteger();
    Worker other =
        new Worker(
            "other",
            "part",
            (part, failure) -> {
              reports.incrementAndGet();
              throw new OutOfMemoryError("no memory to report");
            },
            System::nanoTime,
            new OwnThreads());
    other.takes(
        numbers,
        n -> {
          seen.add(n);
          throw new IllegalStateException("asked to fail");
        });
    other.start();
    numbers.offer(1);
    numbers.offer(2);
    await().until(() -> seen.size() == 2);
    assertThat(other.close(LIMIT)).isTrue();
    assertThat(reports).hasValue(2);
    assertThat(other.report().failures()).isEqualTo(4);
  }

  @Test
  void aTaskIsDoneOnlyWhileItIsNeeded() {
    List<Integer> waiting = new ArrayList<>();
    worker.takes(numbers, waiting::add);
    worker.every(
        Duration.ofMillis(5),
        () -> !waiting.isEmpty(),
        () -> {
          seen.add(waiting.size());
          waiting.clear();
        });
    AtomicInteger runs = new AtomicInteger();
    worker.every(Duration.ofMillis(5), runs::incrementAndGet);
    worker.start();
    await().until(() -> runs.get() > 3);
    assertThat(seen).isEmpty();
    numbers.offer(1);
    await().until(() -> seen.size() == 1);
    runs.set(0);
    await().until(() -> runs.get() > 3);
    assertThat(seen).containsExactly(1);
  }

  @Test
  void aTaskIsDoneAgainAndAgainWhateverItThrows() {
    AtomicInteger runs = new AtomicInteger();
    worker.every(
        Duration.ofMillis(5),
        () -> {
          runs.incrementAndGet();
          throw new OutOfMemoryError("asked to fail");
        });
    worker.start();
    await().until(() -> runs.get() >= 3);
    assertThat(report().state()).isEqualTo("running");
  }

  @Test
  void aLoopThatFailsBeginsAnewAFewTimesAndThenGivesUpAndSaysSo() {
    // The size of an item is asked outside of the guard around its work.
    HandOff<AtomicInteger> treacherous =
        workers.handOff(
            "treacherous",
            100,
            1 << 20,
            asked -> {
              if (asked.getAndIncrement() > 0) {
                throw new OutOfMemoryError("asked to fail");
              }
              return 8;
            });
    worker.takes(treacherous, item -> {});
    worker.start();
    for (int i = 1; i <= Restarts.MOST; i++) {
      int expected = i;
      treacherous.offer(new AtomicInteger());
      await().until(() -> report().restarts() == expected);
      assertThat(report().state()).isEqualTo("restarted");
    }
    treacherous.offer(new AtomicInteger());
    await().until(() -> report().state().equals("given up"));
    await().until(() -> !treacherous.offer(new AtomicInteger()));
    assertThat(report().restarts()).isEqualTo(Restarts.MOST);
    assertThat(failures).hasSize(Restarts.MOST + 1);
  }

  @Test
  void worksOffWhatWaitsBeforeItEnds() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    worker.takes(
        numbers,
        n -> {
          begun.countDown();
          awaitQuietly(goOn);
          seen.add(n);
        });
    worker.atEnd(() -> seen.add(-1));
    worker.start();
    IntStream.range(0, 600).forEach(numbers::offer);
    begun.await();
    goOn.countDown();
    assertThat(worker.close(LIMIT)).isTrue();
    assertThat(seen).hasSize(601).endsWith(599, -1);
    assertThat(numbers.offer(1)).isFalse();
    assertThat(report().state()).isEqualTo("stopped");
  }

  @Test
  void oneThatHangsIsInterruptedAndLeft() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    worker.takes(
        numbers,
        n -> {
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
        });
    worker.start();
    numbers.offer(1);
    begun.await();
    await().until(() -> report().busySeconds() > 0.01);
    assertThat(worker.close(Duration.ofMillis(20))).isFalse();
    interrupted.await();
  }

  @Test
  void anInterruptDoesNotEndIt() {
    worker.takes(numbers, seen::add);
    worker.start();
    threads().forEach(Thread::interrupt);
    numbers.offer(1);
    await().until(() -> seen.size() == 1);
    assertThat(report().state()).isEqualTo("running");
  }

  private Worker.Report report() {
    return worker.report();
  }

  private static Stream<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("djl-serving-observability-test"));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
