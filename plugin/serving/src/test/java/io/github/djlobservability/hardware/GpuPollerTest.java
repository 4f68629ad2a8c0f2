package io.github.djlobservability.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GpuPollerTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final FakeGpuReader reader = FakeGpuReader.withCards(2);
  private final List<String> log = new ArrayList<>();
  private final GpuPoller poller = poller(() -> reader);

  @Test
  void readsEachCardAndKeepsTheReading() {
    assertThat(poller.poll(0)).isTrue();
    assertThat(poller.gpus()).extracting(Gpu::device).containsExactly("gpu0", "gpu1");
    assertThat(poller.gpus().get(1).reading(SECOND)).isEqualTo(reader.readings.get(1));
    assertThat(log).isEmpty();
  }

  @Test
  void aReadingThatHasGrownOldIsNone() {
    assertThat(poller.poll(0)).isTrue();
    assertThat(poller.gpus().get(0).reading(Gpu.FRESH_NANOS)).isNotNull();
    assertThat(poller.gpus().get(0).reading(Gpu.FRESH_NANOS + 1)).isNull();
  }

  @Test
  void withoutADriverThereIsOneLineAndNothingToPoll() {
    GpuPoller none =
        poller(
            () -> {
              throw new GpuException("libnvidia-ml.so.1 can't be loaded");
            });
    assertThat(none.poll(0)).isFalse();
    assertThat(none.poll(SECOND)).isFalse();
    assertThat(none.readNow("gpu0", SECOND)).isNull();
    assertThat(log)
        .containsExactly(
            "INFO No GPU driver; there are no metrics of one: libnvidia-ml.so.1 can't be loaded");
  }

  @Test
  void aDriverThatCannotEvenBeLinkedIsNoDriver() {
    GpuPoller none =
        poller(
            () -> {
              throw new UnsatisfiedLinkError("no jnidispatch");
            });
    assertThat(none.poll(0)).isFalse();
    assertThat(log).hasSize(1);
  }

  @Test
  void aDriverWithoutCardsIsOneLineToo() {
    reader.gpus.clear();
    assertThat(poller.poll(0)).isFalse();
    assertThat(log).containsExactly("INFO No GPU is visible; there are no metrics of one");
  }

  @Test
  void aLostCardIsOneLineAndAbsentAndTheOtherStays() {
    assertThat(poller.poll(0)).isTrue();
    reader.readings.remove(0);
    for (int second = 1; second <= 300; second++) {
      assertThat(poller.poll(second * SECOND)).isTrue();
    }
    assertThat(poller.gpus().get(0).reading(300 * SECOND)).isNull();
    assertThat(poller.gpus().get(1).reading(300 * SECOND)).isNotNull();
    assertThat(log)
        .containsExactly(
            "WARN gpu0 (card) can't be read: lost. Its metrics are absent while that is so");
    // 301 readings of the one, and of the other: the first, the one that failed, and one a minute.
    assertThat(reader.reads).isEqualTo(301 + 1 + 5);
  }

  @Test
  void aLostCardThatComesBackIsReadAgain() {
    GpuReading before = reader.readings.remove(0);
    assertThat(poller.poll(0)).isTrue();
    reader.readings.put(0, before);
    assertThat(poller.poll(Gpu.RETRY_NANOS - 1)).isTrue();
    assertThat(poller.gpus().get(0).reading(Gpu.RETRY_NANOS - 1)).isNull();
    assertThat(poller.poll(Gpu.RETRY_NANOS)).isTrue();
    assertThat(poller.gpus().get(0).reading(Gpu.RETRY_NANOS)).isEqualTo(before);
    reader.readings.remove(0);
    assertThat(poller.poll(2 * Gpu.RETRY_NANOS)).isTrue();
    assertThat(log).hasSize(1);
  }

  @Test
  void aDriverThatDoesNotComeBackIsOneLine() {
    poller.reportHang(100 * SECOND);
    reader.duringRead = () -> poller.reportHang(Gpu.FRESH_NANOS);
    assertThat(poller.poll(0)).isTrue();
    assertThat(log).isEmpty();
    reader.duringRead = () -> poller.reportHang(Gpu.FRESH_NANOS + 1);
    assertThat(poller.poll(0)).isTrue();
    assertThat(poller.poll(0)).isTrue();
    assertThat(log).containsExactly("WARN The GPU driver does not answer; its metrics are absent");
  }

  @Test
  void errorsAreCountedByCodeAndEachCodeIsOneLine() {
    for (int second = 0; second < 3; second++) {
      reader.errors.add(new GpuReader.Xid(1, 79));
      assertThat(poller.poll(second * SECOND)).isTrue();
    }
    reader.errors.add(new GpuReader.Xid(1, 13));
    reader.errors.add(new GpuReader.Xid(9, 13));
    assertThat(poller.poll(4 * SECOND)).isTrue();
    assertThat(poller.gpus().get(1).errorsByXid()).containsOnly(entry(79, 3), entry(13, 1));
    assertThat(poller.gpus().get(0).errorsByXid()).isEmpty();
    assertThat(log).containsExactly("WARN gpu1 reports Xid 79", "WARN gpu1 reports Xid 13");
  }

  private static Map.Entry<Long, Long> entry(long code, long count) {
    return Map.entry(code, count);
  }

  private GpuPoller poller(GpuReader.Opener opener) {
    return new GpuPoller(opener, null, (level, line) -> log.add(level + " " + line));
  }
}
