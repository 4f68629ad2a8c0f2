package io.github.djlobservability.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.payload.ReadingSettings;
import io.github.djlobservability.payload.stream.ResponseFormat;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.worker.MemoryBudget;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ContentReaderTest {
  private final Telemetry telemetry =
      Telemetry.using(OpenTelemetry.noop(), "test", new MemoryBudget(1L << 30), Runnable::run);
  private final AtomicLong dropped = new AtomicLong();
  private final ContentReader reader =
      new ContentReader(telemetry.workers(), telemetry.failures(), dropped::addAndGet);

  @Test
  void readsManyAnswersOfManyThreadsOnItsOwn() throws InterruptedException {
    reader.start();
    int answers = 64;
    int tokens = 50;
    CountDownLatch read = new CountDownLatch(answers);
    AtomicLong counted = new AtomicLong();
    byte[] line = "{\"token\": \"a\"}\n".getBytes(UTF_8);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < answers; i++) {
      Thread thread =
          new Thread(
              () -> {
                ResponseReading reading = reading();
                for (int token = 0; token < tokens; token++) {
                  assertThat(reader.claim(line.length)).isTrue();
                  reader.piece(reading, line, token);
                }
                reader.finish(
                    reading,
                    new ResponseEnd(null, tokens, 0, tokens),
                    0,
                    found -> {
                      counted.addAndGet(tokens(found));
                      read.countDown();
                    });
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(read.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(counted.get()).isEqualTo((long) answers * tokens);
    reader.close(Duration.ofSeconds(5));
    assertThat(telemetry.failures().count()).isZero();
  }

  @Test
  void holdsABoundedNumberOfBytes() {
    int claims = 0;
    while (reader.claim(1 << 20)) {
      claims++;
    }
    assertThat(claims).isEqualTo(ContentReader.MAX_WAITING_BYTES >> 20);
    assertThat(dropped.get()).isEqualTo(1 << 20);
    reader.release(1 << 20);
    assertThat(reader.claim(1 << 20)).isTrue();
  }

  @Test
  void releasesWhatItHasRead() {
    for (int i = 0; i < 100; i++) {
      assertThat(reader.claim(1 << 20)).isTrue();
      ResponseReading reading = reading();
      reader.piece(reading, new byte[1 << 20], 0);
      reader.finish(reading, new ResponseEnd(null, 1, 0, 0), 0, found -> {});
      assertThat(reader.readWaiting()).isTrue();
    }
  }

  @Test
  void tellsWhoWaitsEvenWhenSomethingGoesWrong() {
    List<String> told = new ArrayList<>();
    reader.finish(
        reading(),
        new ResponseEnd(null, 0, 0, 0),
        0,
        found -> {
          told.add("first");
          throw new IllegalStateException("asked to fail");
        });
    reader.finish(reading(), new ResponseEnd(null, 0, 0, 0), 0, found -> told.add("second"));
    reader.readWaiting();
    assertThat(told).containsExactly("first", "second");
    assertThat(telemetry.failures().count()).isEqualTo(1);
  }

  @Test
  void readsAtOnceWhenItWasStopped() {
    reader.start();
    reader.close(Duration.ofSeconds(5));
    List<Findings> told = new ArrayList<>();
    reader.finish(reading(), new ResponseEnd(null, 3, 0, 9), 0, told::add);
    assertThat(told).hasSize(1);
  }

  private static long tokens(Findings found) {
    Generation generation = found.generation();
    return generation == null || generation.outputTokens() == null ? 0 : generation.outputTokens();
  }

  private static ResponseReading reading() {
    return new ResponseReading(
        new RequestReading(null, null, null, ReadingSettings.DEFAULTS, false, true, false, false),
        ResponseFormat.JSON_LINES,
        true);
  }
}
