package io.github.djlobservability.capture;

import java.util.Set;

/**
 * Says what was erased of an inference log.
 *
 * @param lines how many
 * @param requests the ids of the requests that they were about; of one without an id that of its
 *     trace
 */
public record ErasedLines(int lines, Set<String> requests) {
  /** Copies the set. */
  public ErasedLines {
    requests = Set.copyOf(requests);
  }
}
