package io.github.djlobservability.quality;

import io.github.djlobservability.quality.measure.ClassList;
import io.github.djlobservability.quality.measure.LabelledItem;
import io.github.djlobservability.quality.measure.QualitySettings;
import io.github.djlobservability.quality.measure.Task;
import io.github.djlobservability.quality.measure.WindowMeasurement;
import io.github.djlobservability.quality.measure.WindowQuality;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Labelled items window by window. A label that corrects one of the open window takes its place.
 * Not thread-safe. Memory: the items of the open window, 200 bytes each.
 */
final class LabelledWindows {

  static final int KEPT = 100;

  private final QualitySettings settings;
  private final Map<Long, LabelledItem> open = new LinkedHashMap<>();
  private final Deque<WindowQuality> closed = new ArrayDeque<>();
  private long from;

  LabelledWindows(QualitySettings settings) {
    this.settings = settings;
  }

  /** Takes in an item; returns the window that it fills, or null. */
  @Nullable WindowQuality add(LabelledItem item, Task task, ClassList classes) {
    if (open.isEmpty()) {
      from = item.predictedAtMillis();
    }
    open.put(item.item(), item);
    if (!settings.window().isFull(open.size(), from, item.predictedAtMillis())) {
      return null;
    }
    List<LabelledItem> items = new ArrayList<>(open.values());
    open.clear();
    WindowQuality window = new WindowMeasurement(task, classes, settings).of(items);
    WindowQuality before = closed.peekFirst();
    if (before != null) {
      closed.removeFirst();
      closed.addFirst(before.brief());
    }
    closed.addFirst(window);
    if (closed.size() > KEPT) {
      closed.removeLast();
    }
    return window;
  }

  /** Forgets the ids of items that are erased. */
  void forget(Predicate<String> ids) {
    open.replaceAll((number, item) -> item.without(ids));
  }

  /**
   * Returns the last full windows, newest first; all but the newest without classes and segments.
   */
  List<WindowQuality> closed() {
    return List.copyOf(closed);
  }

  /** Goes on where others end. */
  void take(LabelledWindows others) {
    from = others.from;
    open.clear();
    open.putAll(others.open);
    closed.clear();
    closed.addAll(others.closed);
  }

  /** Returns the items of the open window. */
  Collection<LabelledItem> open() {
    return open.values();
  }

  /** Items of the open window. */
  int openItems() {
    return open.size();
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(from);
    ItemFormat.write(out, open.values());
    out.writeInt(closed.size());
    for (WindowQuality window : closed) {
      WindowFormat.write(out, window);
    }
  }

  void read(DataInput in) throws IOException {
    from = in.readLong();
    open.clear();
    ItemFormat.read(in).forEach(item -> open.put(item.item(), item));
    closed.clear();
    int size = StateLimits.size(in.readInt(), KEPT);
    for (int i = 0; i < size; i++) {
      closed.addLast(WindowFormat.read(in));
    }
  }
}
