package io.github.djlobservability.observation;

import io.github.djlobservability.worker.MemoryShare;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what the model door knows of a request until the HTTP door has the last byte of its
 * streamed response. What is kept is claimed from the memory of payloads. Thread-safe.
 */
public final class AwaitedStream {
  private static final Object OPEN = new Object();
  private static final Object TAKEN = new Object();

  private final MemoryShare memory;
  private final AtomicReference<Object> left = new AtomicReference<>(OPEN);

  /**
   * @param memory bounds what is kept
   */
  public AwaitedStream(MemoryShare memory) {
    this.memory = memory;
  }

  /**
   * Leaves an observation for the HTTP door, which hands it over with the response.
   *
   * @return false where the response is over already, or there is no room: then whoever asks hands
   *     it over
   */
  public boolean leave(Observation observation) {
    long bytes = observation.heldBytes();
    if (!memory.claim(bytes)) {
      return false;
    }
    boolean kept = left.compareAndSet(OPEN, observation);
    if (!kept) {
      memory.release(bytes);
    }
    return kept;
  }

  /** Takes what was left, if anything was; from now on nothing can be. */
  public @Nullable Observation take() {
    if (left.getAndSet(TAKEN) instanceof Observation observation) {
      memory.release(observation.heldBytes());
      return observation;
    }
    return null;
  }
}
