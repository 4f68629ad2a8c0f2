package io.github.djlobservability.drift;

import io.github.djlobservability.drift.chart.ChangePoint;
import io.github.djlobservability.drift.chart.RecentRanks;
import io.github.djlobservability.drift.chart.RecentValues;
import io.github.djlobservability.state.StateFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Keeps when the last items were observed, and their ids. Memory: 35 kB and the ids. */
final class RecentItems {

  /** A pause tells when a change began if it is as many times as long as all else around it. */
  private static final long CLEAR = 20;

  private final long[] epochMillis = new long[RecentRanks.LENGTH];
  private final @Nullable String[] ids = new @Nullable String[RecentValues.LENGTH];

  private long last;

  void put(long item, long millis, @Nullable String id) {
    last = item;
    epochMillis[(int) (item & (epochMillis.length - 1))] = millis;
    ids[(int) (item & (ids.length - 1))] = id;
  }

  /** Returns when an item was observed; of one that is not known any more, the earliest known. */
  long epochMillis(long item) {
    long known = Math.max(item, last - epochMillis.length + 1);
    return epochMillis[(int) (known & (epochMillis.length - 1))];
  }

  /**
   * Returns when a change began, at the time of an item. A change is as likely at one moment as at
   * another, so if hardly any time passed around it but for one pause, such as a night without
   * requests, it began with the first item after the pause and not a few items before.
   */
  Onset onset(ChangePoint change) {
    long width = change.latest() - change.earliest();
    long from = Math.max(change.earliest(), Math.max(1, last - epochMillis.length + 1));
    long to = Math.min(change.latest() + width, last);
    long all = 0;
    long longest = 0;
    long after = 0;
    for (long item = from + 1; item <= to; item++) {
      long pause = Math.abs(epochMillis(item) - epochMillis(item - 1));
      all += pause;
      if (pause > longest) {
        longest = pause;
        after = item;
      }
    }
    long first = longest > CLEAR * (all - longest) && to - from > 1 ? after : change.item();
    return new Onset(
        first, change.earliest(), Math.max(first, change.latest()), epochMillis(first));
  }

  /** Returns the ids of items that are still known. */
  List<String> ids(List<Long> items) {
    List<String> found = new ArrayList<>();
    for (long item : items) {
      String id = ids[(int) (item & (ids.length - 1))];
      if (id != null) {
        found.add(id);
      }
    }
    return found;
  }

  /** Forgets ids; the items themselves stay as numbers. */
  void forget(Predicate<String> which) {
    for (int i = 0; i < ids.length; i++) {
      String id = ids[i];
      if (id != null && which.test(id)) {
        ids[i] = null;
      }
    }
  }

  void write(DataOutput out) throws IOException {
    StateFormat.write(out, epochMillis);
    for (String id : ids) {
      out.writeBoolean(id != null);
      if (id != null) {
        out.writeUTF(id);
      }
    }
  }

  /**
   * Takes over what was written.
   *
   * @param item number of the last item then
   */
  void read(DataInput in, long item) throws IOException {
    last = item;
    StateFormat.readInto(in, epochMillis);
    for (int i = 0; i < ids.length; i++) {
      ids[i] = in.readBoolean() ? in.readUTF() : null;
    }
  }
}
