package io.github.djlobservability.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.worker.MemoryBudget;
import io.github.djlobservability.worker.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WriterTest {
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Writer writer =
      new Writer(
          new Workers(
              (part, failure) -> failures.add(failure),
              new MemoryBudget(1L << 30),
              System::nanoTime));

  @Test
  void writesDownInOrderOnAThreadOfItsOwn() {
    List<Integer> written = new ArrayList<>();
    List<Thread> writers = new ArrayList<>();
    writer.start();
    for (int i = 0; i < 1000; i++) {
      int piece = i;
      writer.execute(
          () -> {
            written.add(piece);
            writers.add(Thread.currentThread());
          });
    }
    writer.close(LIMIT);
    assertThat(written).containsExactlyElementsOf(IntStream.range(0, 1000).boxed().toList());
    assertThat(writers).doesNotContain(Thread.currentThread());
  }

  @Test
  void losesNothingWhenTooMuchWaits() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    List<Integer> written = new ArrayList<>();
    writer.start();
    writer.execute(
        () -> {
          begun.countDown();
          try {
            goOn.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    assertThat(begun.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    for (int i = 0; i <= Writer.MAX_WAITING; i++) {
      int piece = i;
      writer.execute(() -> written.add(piece));
    }
    // The piece that is being written keeps its place.
    assertThat(written).containsExactly(Writer.MAX_WAITING - 1, Writer.MAX_WAITING);
    goOn.countDown();
    writer.close(LIMIT);
    assertThat(written).hasSize(Writer.MAX_WAITING + 1).doesNotHaveDuplicates();
  }

  @Test
  void writesDownAtOnceWhenItWasStopped() {
    List<Thread> writers = new ArrayList<>();
    writer.start();
    writer.close(LIMIT);
    writer.execute(() -> writers.add(Thread.currentThread()));
    assertThat(writers).containsExactly(Thread.currentThread());
  }
}
