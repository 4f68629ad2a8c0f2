package io.github.djlobservability.drift.chart;

import io.github.djlobservability.state.StateFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** The values of the last items; NaN for an item without one. Memory: 4 kB. */
public final class RecentValues {

  public static final int LENGTH = 512;

  private final double[] values = new double[LENGTH];

  RecentValues() {
    Arrays.fill(values, Double.NaN);
  }

  void put(long item, double value) {
    values[(int) (item & (LENGTH - 1))] = value;
  }

  /** NaN if the item had no value. */
  double get(long item) {
    return values[(int) (item & (LENGTH - 1))];
  }

  /** Returns the values from one item to another, both included, as far back as they are kept. */
  double[] present(long from, long to) {
    long first = Math.max(Math.max(1, from), to - LENGTH + 1);
    double[] found = new double[(int) Math.max(0, to - first + 1)];
    int size = 0;
    for (long item = first; item <= to; item++) {
      double value = values[(int) (item & (LENGTH - 1))];
      if (!Double.isNaN(value)) {
        found[size++] = value;
      }
    }
    return Arrays.copyOf(found, size);
  }

  void write(DataOutput out) throws IOException {
    StateFormat.write(out, values);
  }

  void read(DataInput in) throws IOException {
    StateFormat.readInto(in, values);
  }
}
