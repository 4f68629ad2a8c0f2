package io.github.djlobservability.drift;

import io.github.djlobservability.state.StateFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The scores of the latest whole rows. Not thread-safe. Memory: 3.2 kB an input. */
final class RecentScores {

  private static final int LENGTH = 400;

  /** Rows that are given at most to tell how they are. */
  private static final int MOST = 100;

  /** Rows that are given at least: of fewer nothing can be told. */
  private static final int LEAST = 10;

  private final double[][] rows;
  private final long[] items = new long[LENGTH];
  private long count;

  RecentScores(int size) {
    rows = new double[LENGTH][size];
  }

  void add(long item, double[] scores) {
    int place = (int) (count++ % LENGTH);
    items[place] = item;
    System.arraycopy(scores, 0, rows[place], 0, scores.length);
  }

  /** Returns the rows of an item and later, and of a few before it where there are too few. */
  List<double[]> since(long item) {
    List<double[]> found = new ArrayList<>();
    for (long at = count - 1; at >= Math.max(0, count - MOST); at--) {
      int place = (int) (at % LENGTH);
      if (found.size() >= LEAST && items[place] < item) {
        break;
      }
      found.add(rows[place]);
    }
    return found;
  }

  /** Returns how many rows are known. */
  int size() {
    return (int) Math.min(LENGTH, count);
  }

  /** Returns a row's scores, not to be changed; the oldest is 0. */
  double[] row(int place) {
    return rows[(int) ((count - size() + place) % LENGTH)];
  }

  /** Returns the number of a row's item. */
  long item(int place) {
    return items[(int) ((count - size() + place) % LENGTH)];
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(count);
    StateFormat.write(out, items);
    for (double[] row : rows) {
      StateFormat.write(out, row);
    }
  }

  void read(DataInput in) throws IOException {
    count = Math.max(0, in.readLong());
    StateFormat.readInto(in, items);
    for (double[] row : rows) {
      StateFormat.readInto(in, row);
    }
  }
}
