package io.github.djlobservability.drift.chart;

import io.github.djlobservability.state.StateFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Turns a stream of cells (categories, or intervals of numbers) into ranks among all that came
 * before, the reference first.
 *
 * <pre>
 * u = (#{lower cells before} + V (#{same cell before} + 1)) / (#{before} + 1),   V uniform on (0, 1)
 * </pre>
 *
 * If reference and stream are exchangeable, which they are as long as nothing changes, then the
 * ranks are independent and uniform on (0, 1), whatever the distribution and however small the
 * reference. So thresholds for them hold for every feature, and no error of the reference has to be
 * allowed for.
 *
 * <p>Memory: 8 bytes a cell. A rank takes {@code O(log cells)}.
 *
 * <p>V. Vovk, I. Nouretdinov and A. Gammerman, <i>Testing Exchangeability On-Line</i>, ICML 2003.
 */
final class SequentialRanks {

  /** A Fenwick tree: entry i holds the sum of the {@code i & -i} cells that end with cell i - 1. */
  private final long[] tree;

  private long total;

  /** How many values came before that of the last {@link #next}, in all and in lower cells. */
  private long lastTotal;

  private long lastBelow;

  /** How many of them were in its own cell. */
  private long lastIn;

  /** After a reference with these counts. */
  SequentialRanks(long[] counts) {
    tree = new long[counts.length + 1];
    for (int cell = 0; cell < counts.length; cell++) {
      add(cell, counts[cell]);
    }
  }

  private SequentialRanks(long[] tree, long total) {
    this.tree = tree;
    this.total = total;
  }

  /** Returns the rank of a value of the cell, which then belongs to the past of the next. */
  double next(int cell, double noise) {
    lastTotal = total;
    lastBelow = below(cell);
    lastIn = in(cell);
    add(cell, 1);
    return (lastBelow + noise * (lastIn + 1)) / (lastTotal + 1);
  }

  /** Returns whether the ranks that the last {@link #next} was drawn from are further apart. */
  boolean isWiderThan(double width) {
    return lastIn + 1.0 > width * (lastTotal + 1.0);
  }

  /** Returns how far apart they are. */
  double width() {
    return (lastIn + 1.0) / (lastTotal + 1);
  }

  /** Returns the lowest of them. */
  double low() {
    return (double) lastBelow / (lastTotal + 1);
  }

  /** Returns the rank of a value of the cell, which leaves no trace. */
  double peek(int cell, double noise) {
    return (below(cell) + noise * (in(cell) + 1)) / (total + 1);
  }

  /** Returns how many values came before, the reference included. */
  long total() {
    return total;
  }

  /** Returns how many of them in the cells before this one. */
  long below(int cell) {
    long sum = 0;
    for (int i = cell; i > 0; i &= i - 1) {
      sum += tree[i];
    }
    return sum;
  }

  /**
   * Returns how many of them in this cell: the entry that ends with it, less what it holds of
   * others.
   */
  private long in(int cell) {
    long sum = tree[cell + 1];
    int before = (cell + 1) & cell;
    for (int i = cell; i != before; i &= i - 1) {
      sum -= tree[i];
    }
    return sum;
  }

  /** Returns the cell that holds the most. */
  int fullest() {
    int fullest = 0;
    long most = -1;
    for (int cell = 0; cell < tree.length - 1; cell++) {
      long count = in(cell);
      if (count > most) {
        most = count;
        fullest = cell;
      }
    }
    return fullest;
  }

  private void add(int cell, long count) {
    for (int i = cell + 1; i < tree.length; i += i & -i) {
      tree[i] += count;
    }
    total += count;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(tree.length);
    for (long entry : tree) {
      out.writeLong(entry);
    }
    out.writeLong(total);
  }

  static SequentialRanks read(DataInput in, int cells) throws IOException {
    long[] tree = new long[StateFormat.size(in, cells + 1, cells + 1)];
    for (int i = 0; i < tree.length; i++) {
      tree[i] = in.readLong();
    }
    return new SequentialRanks(tree, in.readLong());
  }
}
