package io.github.djlobservability.label;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Labels whose prediction isn't there yet, for at most {@value #MILLIS} ms and at most {@value
 * #MAX_COUNT} of them. In memory only. Not thread-safe.
 */
final class WaitingLabels {
  static final long MILLIS = 10 * 60 * 1000L;
  static final int MAX_COUNT = 50_000;

  private final Map<Name, Waiting> byName = new LinkedHashMap<>();

  /** Keeps a label, in place of an earlier one of the same name; false if there is no room. */
  boolean add(Label label, long nowMillis) {
    Name name = new Name(label.id(), label.row());
    Waiting before = byName.remove(name);
    if (before == null && byName.size() >= MAX_COUNT) {
      return false;
    }
    byName.put(name, new Waiting(label, nowMillis));
    return true;
  }

  /** Takes out the labels that waited for a prediction; the last that came is the last. */
  List<Label> take(Prediction.Ids ids) {
    if (byName.isEmpty()) {
      return List.of();
    }
    List<Waiting> found = new ArrayList<>();
    take(ids.request(), ids, found);
    take(ids.trace(), ids, found);
    take(ids.key(), Label.NO_ROW, found);
    return found.stream().map(Waiting::label).toList();
  }

  private void take(@Nullable String id, Prediction.Ids ids, List<Waiting> found) {
    if (id != null) {
      take(id, ids.row(), found);
      take(id + Label.BEFORE_ROW + ids.row(), Label.NO_ROW, found);
      if (ids.rows() == 1) {
        take(id, Label.NO_ROW, found);
      }
    }
  }

  private void take(@Nullable String id, int row, List<Waiting> found) {
    Waiting waiting = id == null ? null : byName.remove(new Name(id, row));
    if (waiting != null) {
      found.add(waiting);
    }
  }

  /** Lets go of those that have waited too long; returns how many. */
  int expire(long nowMillis) {
    int gone = 0;
    Iterator<Waiting> oldestFirst = byName.values().iterator();
    while (oldestFirst.hasNext() && nowMillis - oldestFirst.next().sinceMillis() >= MILLIS) {
      oldestFirst.remove();
      gone++;
    }
    return gone;
  }

  int size() {
    return byName.size();
  }

  private record Name(String id, int row) {}

  private record Waiting(Label label, long sinceMillis) {}
}
