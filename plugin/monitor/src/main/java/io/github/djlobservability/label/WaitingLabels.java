package io.github.djlobservability.label;

import io.github.djlobservability.payload.text.Transcript;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps labels whose prediction isn't there yet, for a while: at most {@value #MAX_COUNT} of them,
 * in {@value #MAX_BYTES} bytes. The oldest go first, so that made-up ids can't keep others out. In
 * memory only. Not thread-safe.
 */
final class WaitingLabels {
  static final int MAX_COUNT = 10_000;
  static final long MAX_BYTES = 4L << 20;
  private static final long LABEL_BYTES = 200;

  private final long millis;
  private final Map<Name, Waiting> byName = new LinkedHashMap<>();
  private long bytes;

  /**
   * @param millis how long a label waits; 0 for not at all
   */
  WaitingLabels(long millis) {
    this.millis = millis;
  }

  /**
   * Keeps a label, in place of an earlier one of the same name.
   *
   * @param counted whether it counts that no prediction came for it
   * @return how many others that count made room for it; negative if it is not kept
   */
  int add(Label label, long nowMillis, boolean counted) {
    if (millis == 0 || bytes(label) > MAX_BYTES) {
      return -1;
    }
    Name name = new Name(label.id(), label.row());
    remove(name);
    byName.put(name, new Waiting(label, nowMillis, counted));
    bytes += bytes(label);
    int gone = 0;
    while (byName.size() > MAX_COUNT || bytes > MAX_BYTES) {
      Waiting oldest = remove(byName.keySet().iterator().next());
      gone += oldest != null && oldest.counted() ? 1 : 0;
    }
    return gone;
  }

  private @Nullable Waiting remove(Name name) {
    Waiting gone = byName.remove(name);
    bytes -= gone == null ? 0 : bytes(gone.label());
    return gone;
  }

  private static long bytes(Label label) {
    String text =
        label.value() instanceof Transcript transcript
            ? transcript.text()
            : label.value() instanceof String same ? same : "";
    return LABEL_BYTES + 2L * label.id().length() + 2L * text.length();
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
    Waiting waiting = id == null ? null : remove(new Name(id, row));
    if (waiting != null) {
      found.add(waiting);
    }
  }

  /** Erases the labels of an id, with a row or without one; returns how many. */
  int erase(String id) {
    List<Name> gone = new ArrayList<>();
    for (Waiting waiting : byName.values()) {
      Label.RowId rowId = waiting.label().rowId();
      if (waiting.label().id().equals(id) || (rowId != null && rowId.id().equals(id))) {
        gone.add(new Name(waiting.label().id(), waiting.label().row()));
      }
    }
    gone.forEach(this::remove);
    return gone.size();
  }

  /** Lets go of those that have waited too long; returns how many of them count. */
  int expire(long nowMillis) {
    int gone = 0;
    Iterator<Waiting> oldestFirst = byName.values().iterator();
    while (oldestFirst.hasNext()) {
      Waiting oldest = oldestFirst.next();
      if (nowMillis - oldest.sinceMillis() < millis) {
        return gone;
      }
      oldestFirst.remove();
      bytes -= bytes(oldest.label());
      gone += oldest.counted() ? 1 : 0;
    }
    return gone;
  }

  /** Returns how many wait that count. */
  int size() {
    return (int) byName.values().stream().filter(Waiting::counted).count();
  }

  private record Name(String id, int row) {}

  private record Waiting(Label label, long sinceMillis, boolean counted) {}
}
