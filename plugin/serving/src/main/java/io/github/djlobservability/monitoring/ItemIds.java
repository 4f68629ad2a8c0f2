package io.github.djlobservability.monitoring;

import io.github.djlobservability.observation.Observation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names an item in a verdict: {@code REQUEST@TRACE}, the request's id and its trace's, each empty
 * where there is none.
 */
final class ItemIds {
  private static final char BETWEEN = '@';

  private ItemIds() {}

  /** Names the items of a request; null when it has neither id nor trace. */
  static @Nullable String of(Observation observation) {
    return of(observation.requestId(), observation.traceId());
  }

  /** Names an item by the ids of its request; null when there is neither. */
  static @Nullable String of(@Nullable String request, @Nullable String trace) {
    if (request == null && trace == null) {
      return null;
    }
    return (request == null ? "" : request) + BETWEEN + (trace == null ? "" : trace);
  }

  /** Returns the request ids among the names of items. */
  static List<String> requests(List<String> ids) {
    return present(ids.stream().map(id -> id.substring(0, id.lastIndexOf(BETWEEN))).toList());
  }

  /** Returns the trace ids among the names of items. */
  static List<String> traces(List<String> ids) {
    return present(ids.stream().map(id -> id.substring(id.lastIndexOf(BETWEEN) + 1)).toList());
  }

  private static List<String> present(List<String> parts) {
    return parts.stream().filter(part -> !part.isEmpty()).distinct().toList();
  }
}
