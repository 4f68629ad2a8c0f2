package io.github.djlobservability.monitoring.items;

import io.github.djlobservability.drift.reference.Item;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.Subject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names an item in a verdict: {@code REQUEST@TRACE}, the request's id and its trace's, each empty
 * where there is none. Clients choose the requests' ids, so they are cut to what a monitor keeps of
 * the whole name.
 */
public final class ItemIds {
  private static final char BETWEEN = '@';

  /** A trace's id leaves a request's this much, less half a character. */
  private static final int SHORTEST_CUT = Item.MAX_ID - 34;

  private ItemIds() {}

  /** Names the items of a request; null when it has neither id nor trace. */
  public static @Nullable String of(Observation observation) {
    return of(observation.requestId(), observation.traceId());
  }

  /** Names an item by the ids of its request; null when there is neither. */
  public static @Nullable String of(@Nullable String request, @Nullable String trace) {
    if (request == null && trace == null) {
      return null;
    }
    String behind = BETWEEN + (trace == null ? "" : cut(trace, Item.MAX_ID - 1));
    return (request == null ? "" : cut(request, Item.MAX_ID - behind.length())) + behind;
  }

  private static String cut(String id, int most) {
    if (id.length() <= most) {
      return id;
    }
    // Half of a character outside the basic plane would be no text.
    int end = most > 0 && Character.isHighSurrogate(id.charAt(most - 1)) ? most - 1 : most;
    return id.substring(0, end);
  }

  /** Returns whether an item of this name is of a request of somebody's. */
  public static boolean isOf(String name, Subject subject) {
    String request = name.substring(0, between(name));
    String trace = name.substring(Math.min(name.length(), between(name) + 1));
    return subject.has(request.isEmpty() ? null : request, trace.isEmpty() ? null : trace)
        || isCutOf(request, subject);
  }

  /** Names are cut, so that a long id is known by its beginning alone. */
  private static boolean isCutOf(String request, Subject subject) {
    return request.length() >= SHORTEST_CUT
        && (subject.id().startsWith(request)
            || subject.requests().stream().anyMatch(id -> id.startsWith(request)));
  }

  /** Returns the request ids among the names of items. */
  public static List<String> requests(List<String> ids) {
    return present(ids.stream().map(id -> id.substring(0, between(id))).toList());
  }

  /** Returns the trace ids among the names of items. */
  public static List<String> traces(List<String> ids) {
    return present(
        ids.stream().map(id -> id.substring(Math.min(id.length(), between(id) + 1))).toList());
  }

  /** Returns where the ids meet; a name that an earlier build cut has only the request's. */
  private static int between(String id) {
    int at = id.lastIndexOf(BETWEEN);
    return at < 0 ? id.length() : at;
  }

  private static List<String> present(List<String> parts) {
    return parts.stream().filter(part -> !part.isEmpty()).distinct().toList();
  }
}
