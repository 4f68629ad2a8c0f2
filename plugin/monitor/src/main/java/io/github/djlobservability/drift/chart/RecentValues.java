package io.github.djlobservability.drift.chart;

import io.github.djlobservability.state.StateFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** The values of the last items; NaN for an item without one. */
public final class RecentValues {

  public static final int LENGTH = RecentRoom.VALUES;

  private final RecentRoom.Column room;

  RecentValues(RecentRoom.Column room) {
    this.room = room;
  }

  void put(long item, double value) {
    room.putValue(item, value);
  }

  /** NaN if the item had no value. */
  double get(long item) {
    return room.value(item);
  }

  /** Returns the values from one item to another, both included, as far back as they are kept. */
  double[] present(long from, long to) {
    long first = Math.max(Math.max(1, from), to - LENGTH + 1);
    double[] found = new double[(int) Math.max(0, to - first + 1)];
    int size = 0;
    for (long item = first; item <= to; item++) {
      double value = room.value(item);
      if (!Double.isNaN(value)) {
        found[size++] = value;
      }
    }
    return Arrays.copyOf(found, size);
  }

  void write(DataOutput out) throws IOException {
    double[] values = new double[LENGTH];
    Arrays.setAll(values, room::value);
    StateFormat.write(out, values);
  }

  void read(DataInput in) throws IOException {
    double[] values = new double[LENGTH];
    StateFormat.readInto(in, values);
    for (int i = 0; i < LENGTH; i++) {
      room.putValue(i, values[i]);
    }
  }
}
