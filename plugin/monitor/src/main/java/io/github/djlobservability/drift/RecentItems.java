package io.github.djlobservability.drift;

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

  private final long[] epochMillis = new long[RecentRanks.LENGTH];
  private final @Nullable String[] ids = new @Nullable String[RecentValues.LENGTH];

  void put(long item, long millis, @Nullable String id) {
    epochMillis[(int) (item & (epochMillis.length - 1))] = millis;
    ids[(int) (item & (ids.length - 1))] = id;
  }

  long epochMillis(long item) {
    return epochMillis[(int) (item & (epochMillis.length - 1))];
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

  void read(DataInput in) throws IOException {
    StateFormat.readInto(in, epochMillis);
    for (int i = 0; i < ids.length; i++) {
      ids[i] = in.readBoolean() ? in.readUTF() : null;
    }
  }
}
