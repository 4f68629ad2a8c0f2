package io.github.djlobservability.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.djlobservability.governor.GovernorReport;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.payload.media.DecodedMedia;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.worker.HandOff;
import io.github.djlobservability.worker.Worker;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SecondModelTest {
  private static final DecodedMedia MEDIA = new DecodedMedia() {};

  private final Telemetry telemetry = Telemetry.using(OpenTelemetry.noop(), "test");
  private final Worker worker = telemetry.workers().worker("embedding", "embedding");
  private final HandOff<Runnable> thread =
      telemetry.workers().handOff("embedding", 10, Long.MAX_VALUE, work -> 0);
  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicInteger closed = new AtomicInteger();

  @BeforeEach
  void start() {
    worker.takes(thread, Runnable::run);
    worker.start();
  }

  @AfterEach
  void stop() {
    released.countDown();
    assertThat(worker.close(Duration.ofSeconds(10))).isTrue();
  }

  @Test
  void makesEmbeddingsOnceItIsLoaded() {
    SecondModel second = second(() -> model(media -> new float[] {1, 2}));
    assertThat(awaitEmbedding(second)).containsExactly(1, 2);
    assertThat(second.report().made()).isEqualTo(1);
    assertThat(second.report().problem()).isNull();
    second.close();
    await().until(() -> closed.get() == 1);
    assertThat(second.embed(MEDIA)).isNull();
  }

  @Test
  void oneThatCanNotBeLoadedIsSaidAndHarmsNobody() {
    SecondModel second =
        second(
            () -> {
              throw new IOException("no such file");
            });
    assertThat(second.embed(MEDIA)).isNull();
    await().until(() -> second.report().problem() != null);
    assertThat(second.report().problem()).contains("it can't be loaded", "no such file");
    assertThat(second.embed(MEDIA)).isNull();
    assertThat(telemetry.failures().count()).isEqualTo(1);
  }

  @Test
  void oneThatFailsAgainAndAgainIsGivenUp() {
    SecondModel second =
        second(
            () ->
                model(
                    media -> {
                      throw new IllegalStateException("what a client has sent");
                    }));
    await()
        .until(
            () -> {
              assertThat(second.embed(MEDIA)).isNull();
              return second.report().failed() == SecondModel.MOST_FAILURES;
            });
    assertThat(second.report().problem())
        .contains("IllegalStateException")
        .doesNotContain("client");
    assertThat(telemetry.failures().count()).isEqualTo(SecondModel.MOST_FAILURES);
    assertThat(second.embed(MEDIA)).isNull();
    assertThat(second.report().failed()).isEqualTo(SecondModel.MOST_FAILURES);
  }

  @Test
  void nobodyWaitsForOneThatHangs() {
    CountDownLatch called = new CountDownLatch(1);
    SecondModel second =
        second(
            () ->
                model(
                    media -> {
                      called.countDown();
                      released.await();
                      return new float[] {3};
                    }));
    await()
        .until(
            () -> {
              assertThat(second.embed(MEDIA)).isNull();
              return called.getCount() == 0;
            });
    assertThat(second.report().failed()).isEqualTo(1);
    long leftOut = second.report().leftOut();
    assertThat(second.embed(MEDIA)).isNull();
    assertThat(second.report().leftOut()).isEqualTo(leftOut + 1);
    // What comes late is no one's embedding; the next is made again.
    released.countDown();
    assertThat(awaitEmbedding(second)).containsExactly(3);
    assertThat(second.report().problem()).isNull();
  }

  @Test
  void anotherKindOfMediaIsNeitherMadeNorFailed() {
    SecondModel second = second(() -> model(media -> null));
    await()
        .until(
            () -> {
              long leftOut = second.report().leftOut();
              assertThat(second.embed(MEDIA)).isNull();
              return second.report().leftOut() == leftOut;
            });
    assertThat(second.report().made()).isZero();
    assertThat(second.report().failed()).isZero();
  }

  private static float[] awaitEmbedding(SecondModel second) {
    return await().until(() -> second.embed(MEDIA), Objects::nonNull);
  }

  private SecondModel second(EmbeddingModel.Loader loader) {
    GovernorReport unbounded = new GovernorReport(1, 0, 0, 1, 0, 1, 1, 1, "nothing");
    return new SecondModel(
        new ModelId("m", null),
        loader,
        thread,
        new IdleTime(() -> unbounded, 2, System::nanoTime),
        telemetry.failures());
  }

  private EmbeddingModel model(Work work) {
    return new EmbeddingModel() {
      @Override
      public float @Nullable [] embed(DecodedMedia media) throws Exception {
        return work.run(media);
      }

      @Override
      public void close() {
        closed.incrementAndGet();
      }
    };
  }

  private interface Work {
    float @Nullable [] run(DecodedMedia media) throws Exception;
  }
}
