package ai.djl.serving.cache;

import ai.djl.modality.Output;
import java.util.ArrayList;
import java.util.List;

/** An output of which more may come. An output that is not streamed never counts as complete. */
final class CachedOutput {

  private final Output head;
  private final List<byte[]> chunks = new ArrayList<>();
  private boolean last;

  CachedOutput(Output head) {
    this.head = head;
  }

  /**
   * Adds a chunk.
   *
   * @param chunk null if there is none yet
   */
  synchronized void add(byte[] chunk, boolean isLast) {
    if (chunk != null) {
      chunks.add(chunk);
    }
    last = isLast;
  }

  synchronized Snapshot snapshot() {
    return new Snapshot(head, List.copyOf(chunks), last);
  }

  /** Holds what has been written at one moment. */
  record Snapshot(Output head, List<byte[]> chunks, boolean last) {}
}
