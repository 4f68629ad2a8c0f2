package io.github.djlobservability.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.model.ModelId;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ObservationQueueTest {

  @Test
  void givesBackWhatItTookInOrder() throws InterruptedException {
    ObservationQueue queue = new ObservationQueue(10, 10_000);
    queue.offer(observation("a", 1));
    queue.offer(observation("b", 1));
    assertThat(queue.size()).isEqualTo(2);
    assertThat(poll(queue)).isEqualTo(observation("a", 1));
    assertThat(poll(queue)).isEqualTo(observation("b", 1));
    assertThat(poll(queue)).isNull();
    assertThat(queue.dropped()).isZero();
  }

  @Test
  void dropsAndCountsWhatIsTooMany() throws InterruptedException {
    ObservationQueue queue = new ObservationQueue(2, 1_000_000);
    for (int i = 0; i < 5; i++) {
      queue.offer(observation("m", 1));
    }
    assertThat(queue.size()).isEqualTo(2);
    assertThat(queue.dropped()).isEqualTo(3);
    assertThat(poll(queue)).isNotNull();
    queue.offer(observation("m", 1));
    assertThat(queue.size()).isEqualTo(2);
  }

  @Test
  void dropsAndCountsWhatIsTooLarge() {
    ObservationQueue queue = new ObservationQueue(100, 5_000);
    queue.offer(observation("m", 10_000));
    queue.offer(observation("m", 10));
    assertThat(queue.size()).isEqualTo(1);
    assertThat(queue.dropped()).isEqualTo(1);
  }

  private static @Nullable Observation poll(ObservationQueue queue) throws InterruptedException {
    return queue.poll(0, TimeUnit.MILLISECONDS);
  }

  private static Observation observation(String model, int numbers) {
    return new Observation(
        new ModelId(model, null), 0, null, null, new Floats(numbers).payload(), Payload.NONE);
  }

  /** The same payload for the same number, so that observations can be compared. */
  private record Floats(int count) {
    private static final Payload ONE = Payload.Tensors.of(new float[1], 1);

    Payload payload() {
      return count == 1 ? ONE : Payload.Tensors.of(new float[count], 1);
    }
  }
}
