package io.github.djlobservability.observation;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names somebody whose data is to be erased, by the ids that his requests go by.
 *
 * @param id as it is held: of a request, of a trace, or of a business
 * @param requests the ids of requests that are known to be his; of one without an id that of its
 *     trace
 */
public record Subject(String id, Set<String> requests) {
  /** Copies the set. */
  public Subject {
    requests = Set.copyOf(requests);
  }

  /** Returns whether a request with these ids is his. */
  public boolean has(@Nullable String requestId, @Nullable String traceId) {
    if (id.equals(requestId) || id.equals(traceId)) {
      return true;
    }
    String named = requestId == null ? traceId : requestId;
    return named != null && requests.contains(named);
  }
}
