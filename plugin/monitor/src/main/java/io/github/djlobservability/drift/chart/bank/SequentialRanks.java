package io.github.djlobservability.drift.chart.bank;

import io.github.djlobservability.drift.reference.CellCounts;
import io.github.djlobservability.state.StateFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

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
 * <p>Memory: 1 byte a cell, 2 once a cell has more than 255 values and 8 once it has more than
 * 65,535, and a tenth of that for sums. A rank takes {@code O(cells / 256)} and 32 more.
 *
 * <p>V. Vovk, I. Nouretdinov and A. Gammerman, <i>Testing Exchangeability On-Line</i>, ICML 2003.
 */
public final class SequentialRanks {

  /** How many cells each sum is of, and how many of those sums a larger one. */
  private static final int GROUP = CellCounts.GROUP;

  private static final int LARGE_GROUP = GROUP * GROUP;

  private final CellCounts cells;
  private final CellCounts groups;
  private final CellCounts largeGroups;
  private long total;

  /** How many values came before that of the last {@link #next}, in all and in lower cells. */
  private long lastTotal;

  private long lastBelow;

  /** How many of them were in its own cell. */
  private long lastIn;

  /** After a reference with these counts. */
  public SequentialRanks(long[] counts) {
    cells = new CellCounts(counts);
    groups = sums(counts, GROUP);
    largeGroups = sums(counts, LARGE_GROUP);
    total = Arrays.stream(counts).sum();
  }

  private static CellCounts sums(long[] counts, int group) {
    long[] sums = new long[(counts.length + group - 1) / group];
    for (int cell = 0; cell < counts.length; cell++) {
      sums[cell / group] += counts[cell];
    }
    return new CellCounts(sums);
  }

  /** Returns the rank of a value of the cell, which then belongs to the past of the next. */
  public double next(int cell, double noise) {
    lastTotal = total;
    lastBelow = below(cell);
    lastIn = cells.of(cell);
    cells.increment(cell);
    groups.increment(cell / GROUP);
    largeGroups.increment(cell / LARGE_GROUP);
    total++;
    return (lastBelow + noise * (lastIn + 1)) / (lastTotal + 1);
  }

  /**
   * Returns whether the ranks that the last {@link #next} was drawn from are further apart, and
   * more than one value was there before.
   */
  boolean isFrequent(double width) {
    return lastIn > 1 && lastIn + 1.0 > width * (lastTotal + 1.0);
  }

  /** Returns whether fewer values than this were where the last {@link #next} was. */
  boolean isRare(long values) {
    return lastIn < values;
  }

  /** Returns the middle of the ranks that the last {@link #next} was drawn from. */
  double middle() {
    return (lastBelow + (lastIn + 1) / 2.0) / (lastTotal + 1);
  }

  /** Returns the rank of a value of the cell, which leaves no trace. */
  public double peek(int cell, double noise) {
    return (below(cell) + noise * (cells.of(cell) + 1)) / (total + 1);
  }

  /** Returns the number of cells. */
  int cells() {
    return cells.size();
  }

  /** Returns how many values a cell holds. */
  long in(int cell) {
    return cells.of(cell);
  }

  /** Returns how many values came before, the reference included. */
  public long total() {
    return total;
  }

  /** Returns how many of them in the cells before this one. */
  public long below(int cell) {
    int group = cell / GROUP;
    if (group == 0) {
      return cells.sumInGroup(cell); // as of nearly all categories
    }
    int largeGroup = cell / LARGE_GROUP;
    return cells.sumInGroup(cell) + groups.sumInGroup(group) + largeGroups.sumInGroup(largeGroup);
  }

  /** Returns the cell that holds the most. */
  public int fullest() {
    int fullest = 0;
    long most = -1;
    for (int cell = 0; cell < cells.size(); cell++) {
      long count = cells.of(cell);
      if (count > most) {
        most = count;
        fullest = cell;
      }
    }
    return fullest;
  }

  public void write(DataOutput out) throws IOException {
    StateFormat.write(out, cells.toArray());
  }

  public static SequentialRanks read(DataInput in, int cells) throws IOException {
    long[] counts = new long[cells];
    StateFormat.readInto(in, counts);
    return new SequentialRanks(counts);
  }
}
