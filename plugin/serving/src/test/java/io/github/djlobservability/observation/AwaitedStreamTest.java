package io.github.djlobservability.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.worker.MemoryBudget;
import io.github.djlobservability.worker.MemoryShare;
import org.junit.jupiter.api.Test;

class AwaitedStreamTest {
  private final MemoryShare memory = new MemoryBudget(100_000).share("payloads", 10_000);
  private final AwaitedStream stream = new AwaitedStream(memory);

  @Test
  void givesBackWhatWasLeftOnce() {
    Observation left = observation(1_000);
    assertThat(stream.leave(left)).isTrue();
    assertThat(memory.held()).isEqualTo(left.heldBytes());
    assertThat(stream.take()).isSameAs(left);
    assertThat(stream.take()).isNull();
    assertThat(memory.held()).isZero();
  }

  @Test
  void takesNothingAfterTheResponseIsOver() {
    assertThat(stream.take()).isNull();
    assertThat(stream.leave(observation(1_000))).isFalse();
    assertThat(memory.held()).isZero();
  }

  @Test
  void takesNothingThatThereIsNoRoomFor() {
    assertThat(stream.leave(observation(20_000))).isFalse();
    assertThat(stream.take()).isNull();
    assertThat(memory.held()).isZero();
  }

  private static Observation observation(int bytes) {
    return new Observation(
        new ModelId("m", null),
        1,
        null,
        null,
        Payload.Body.of(new byte[bytes], null),
        new Payload.NotKept(Payload.Reason.STREAM, 0));
  }
}
