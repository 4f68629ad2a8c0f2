package io.github.djlobservability.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BookkeepingTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Bookkeeping books = new Bookkeeping();

  @Test
  void writesDownInOrderOnAThreadOfItsOwn() {
    List<Integer> written = new ArrayList<>();
    List<Thread> writers = new ArrayList<>();
    books.start();
    for (int i = 0; i < 1000; i++) {
      int piece = i;
      books.execute(
          () -> {
            written.add(piece);
            writers.add(Thread.currentThread());
          });
    }
    books.close(LIMIT);
    assertThat(written).containsExactlyElementsOf(IntStream.range(0, 1000).boxed().toList());
    assertThat(writers).doesNotContain(Thread.currentThread());
  }

  @Test
  void losesNothingWhenTooMuchWaits() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    List<Integer> written = new ArrayList<>();
    books.start();
    books.execute(
        () -> {
          begun.countDown();
          try {
            goOn.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    assertThat(begun.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    for (int i = 0; i <= Bookkeeping.MAX_WAITING; i++) {
      int piece = i;
      books.execute(() -> written.add(piece));
    }
    assertThat(written).containsExactly(Bookkeeping.MAX_WAITING);
    goOn.countDown();
    books.close(LIMIT);
    assertThat(written).hasSize(Bookkeeping.MAX_WAITING + 1).doesNotHaveDuplicates();
  }

  @Test
  void writesDownAtOnceWhenItWasStopped() {
    List<Thread> writers = new ArrayList<>();
    books.start();
    books.close(LIMIT);
    books.execute(() -> writers.add(Thread.currentThread()));
    assertThat(writers).containsExactly(Thread.currentThread());
  }
}
