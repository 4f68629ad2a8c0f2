package io.github.djlobservability.label;

import io.github.djlobservability.quality.measure.LabelledItem;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * Hands items over in the order in which they were predicted, although their labels came in
 * another. Each is held back for the lateness; when its time has come, those that were predicted
 * before it go first. When {@value #MAX_HELD} are held, the earliest goes at once. An item that was
 * predicted before one that is gone already is late: it is handed over at once, and counted. Not
 * thread-safe.
 */
final class EventOrder {
  static final int MAX_HELD = 50_000;

  private final long latenessMillis;
  private final Consumer<LabelledItem> consumer;
  private final TreeMap<Place, Held> held =
      new TreeMap<>(Comparator.comparingLong(Place::epochMillis).thenComparingLong(Place::item));
  private final Deque<Held> byArrival = new ArrayDeque<>();
  private Place passed;
  private long late;

  EventOrder(long latenessMillis, Consumer<LabelledItem> consumer, Place passed) {
    this.latenessMillis = latenessMillis;
    this.consumer = consumer;
    this.passed = passed;
  }

  /**
   * Takes an item.
   *
   * @param sequence the number of its label
   */
  void add(LabelledItem item, long sequence, long nowMillis) {
    Place place = Place.of(item);
    if (held.comparator().compare(place, passed) < 0) {
      late++;
      consumer.accept(item);
      return;
    }
    Held entry = new Held(item, sequence, nowMillis);
    held.put(place, entry);
    byArrival.add(entry);
    if (held.size() > MAX_HELD) {
      handOver(held.pollFirstEntry());
      forgetHandedOver();
    }
    release(nowMillis);
  }

  /**
   * Takes out of the line those that were handed over early; they would stay until their time has
   * come.
   */
  private void forgetHandedOver() {
    if (byArrival.size() > MAX_HELD + MAX_HELD / 4) {
      byArrival.removeIf(entry -> entry.gone);
    }
  }

  /** Gives an item another label, if it is still held; returns whether it was. */
  boolean replace(LabelledItem item) {
    Held entry = held.get(Place.of(item));
    if (entry == null) {
      return false;
    }
    entry.item = item;
    return true;
  }

  /** Lets go of items that are erased: nobody gets them any more. */
  void erase(Set<Long> items) {
    Iterator<Held> all = held.values().iterator();
    while (all.hasNext()) {
      Held entry = all.next();
      if (items.contains(entry.item.item())) {
        entry.gone = true;
        all.remove();
      }
    }
    byArrival.removeIf(entry -> items.contains(entry.item.item()));
  }

  /** Hands over what has been held long enough. */
  void release(long nowMillis) {
    for (Held first = byArrival.peek();
        first != null && (first.gone || nowMillis - first.sinceMillis >= latenessMillis);
        first = byArrival.peek()) {
      byArrival.remove();
      Place due = Place.of(first.item);
      while (!first.gone) {
        handOver(held.pollFirstEntry());
      }
      passed = later(passed, due);
    }
  }

  private void handOver(Map.Entry<Place, Held> entry) {
    entry.getValue().gone = true;
    passed = later(passed, entry.getKey());
    consumer.accept(entry.getValue().item);
  }

  private Place later(Place one, Place other) {
    return held.comparator().compare(one, other) < 0 ? other : one;
  }

  /** Returns the last item, in the order of prediction, that was handed over. */
  Place passed() {
    return passed;
  }

  /** Returns the numbers of the labels whose items are held. */
  LongStream heldSequences() {
    return held.values().stream().mapToLong(entry -> entry.sequence);
  }

  int size() {
    return held.size();
  }

  /** Returns how many items are remembered, handed over or not. */
  int remembered() {
    return byArrival.size();
  }

  long late() {
    return late;
  }

  /** An item's place in the order of prediction. */
  record Place(long epochMillis, long item) {
    /** Before all items. */
    static final Place START = new Place(Long.MIN_VALUE, 0);

    static Place of(LabelledItem item) {
      return new Place(item.predictedAtMillis(), item.item());
    }
  }

  /** An item that is held back. */
  private static final class Held {
    private final long sequence;
    private final long sinceMillis;
    private LabelledItem item;
    private boolean gone;

    Held(LabelledItem item, long sequence, long sinceMillis) {
      this.item = item;
      this.sequence = sequence;
      this.sinceMillis = sinceMillis;
    }
  }
}
