package io.github.djlobservability.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnThreadsTest {
  private final Map<Thread, Long> cpuNanos = new HashMap<>();
  private final OwnThreads threads =
      new OwnThreads(
          new ThreadReader() {
            @Override
            public long cpuNanos(Thread thread) {
              return cpuNanos.getOrDefault(thread, -1L);
            }

            @Override
            public long allocatedBytes(Thread thread) {
              return 10 * cpuNanos.getOrDefault(thread, 0L);
            }
          });

  private Thread noted(String name, long nanos) {
    Thread thread = new Thread(() -> {});
    threads.note(name, thread);
    cpuNanos.put(thread, nanos);
    return thread;
  }

  @Test
  void sumsUpThreadsOfOneName() {
    noted("export", 2_000_000_000L);
    noted("export", 500_000_000L);
    noted("drift", 1_000_000_000L);
    assertThat(threads.report())
        .containsExactlyInAnyOrder(
            new ThreadUse("export", 2.5, 25_000_000_000L),
            new ThreadUse("drift", 1, 10_000_000_000L));
  }

  @Test
  void aThreadIsNotedOnce() {
    threads.noteCurrent("a");
    threads.noteCurrent("b");
    assertThat(threads.report()).extracting(ThreadUse::name).containsExactly("a");
  }

  @Test
  void whatAThreadHasTakenStaysWhenItHasEnded() throws InterruptedException {
    Thread thread = noted("export", 3_000_000_000L);
    assertThat(threads.report()).containsExactly(new ThreadUse("export", 3, 30_000_000_000L));
    thread.start();
    thread.join();
    cpuNanos.clear();
    noted("export", 1_000_000_000L);
    ThreadUse both = new ThreadUse("export", 4, 40_000_000_000L);
    assertThat(threads.report()).containsExactly(both);
    assertThat(threads.report()).containsExactly(both);
  }

  @Test
  void readsThisJavasCounters() {
    OwnThreads real = new OwnThreads();
    real.noteCurrent("here");
    byte[][] some = new byte[100][10_000];
    assertThat(some).isNotEmpty();
    assertThat(real.report())
        .singleElement()
        .satisfies(
            use -> {
              assertThat(use.cpuSeconds()).isPositive();
              assertThat(use.allocatedBytes()).isGreaterThan(1_000_000);
            });
  }
}
