package io.github.djlobservability.drift.reference;

import io.github.djlobservability.state.StateFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The line, cut at values of a sample: cells are the gaps between the cuts and the cuts themselves,
 * so that a value that is taken often has a cell of its own. Immutable.
 *
 * <p>With at most {@value #MAX_CUTS} different values every one is a cut; otherwise those at evenly
 * spaced ranks are. The ranks of a stream among the cells are exact either way, only the order
 * within a gap is lost.
 *
 * <p>Numbers that are the same as floats are the same here, because a model may well have been
 * profiled in doubles and be served in floats: then a score of 0.99999999 comes as 1. Whole numbers
 * stay as they are, and so do numbers that a float would hardly tell apart.
 */
public final class NumericCells {

  public static final int MAX_CUTS = 1023;

  /** Floats suffice for a range of at least this many steps of a float. */
  private static final int FLOAT_STEPS = 1000;

  /** Ascending. */
  private final Cuts cuts;

  private final CellCounts counts;

  /** Whether the cuts are floats and whole numbers, so that values are looked for as such. */
  private final boolean floats;

  private NumericCells(double[] cuts, long[] counts) {
    this.cuts = Cuts.of(cuts);
    this.counts = new CellCounts(counts);
    this.floats = Arrays.stream(cuts).allMatch(cut -> asFloat(cut) == cut);
  }

  /** Cuts a sample without NaN, in any order. */
  public static NumericCells ofSample(double[] sample) {
    double[] sorted = new double[sample.length];
    for (int i = 0; i < sample.length; i++) {
      sorted[i] = sample[i] + 0.0; // -0.0 is 0.0
    }
    Arrays.sort(sorted);
    if (floatsDo(sorted)) {
      Arrays.setAll(sorted, i -> asFloat(sorted[i]));
    }
    boolean all = distinct(sorted) <= MAX_CUTS;
    double[] cuts = new double[MAX_CUTS];
    long[] counts = new long[2 * MAX_CUTS + 1];
    int size = 0;
    int covered = 0;
    for (int pick = 0; pick < (all ? sorted.length : MAX_CUTS); pick++) {
      int rank = all ? pick : (int) ((pick + 1L) * sorted.length / (MAX_CUTS + 1));
      if (rank < covered) {
        continue; // the value is a cut already
      }
      int first = first(sorted, rank);
      int next = next(sorted, rank);
      cuts[size] = sorted[rank];
      counts[2 * size] = (long) first - covered;
      counts[2 * size + 1] = (long) next - first;
      size++;
      covered = next;
    }
    counts[2 * size] = (long) sorted.length - covered;
    return new NumericCells(Arrays.copyOf(cuts, size), Arrays.copyOf(counts, 2 * size + 1));
  }

  /**
   * Makes the cells of a sample that is known by its quantiles.
   *
   * @param exact quantiles, ascending, at the shares {@code 1/(m+1) ... m/(m+1)}; at most {@value
   *     #MAX_CUTS}
   * @param rows how many values the quantiles are of, at least as many as quantiles
   */
  public static NumericCells ofQuantiles(double[] exact, long rows) {
    boolean rounded = floatsDo(exact);
    double[] quantiles =
        rounded ? Arrays.stream(exact).map(NumericCells::asFloat).toArray() : exact;
    int m = quantiles.length;
    double[] cuts = new double[m];
    long[] counts = new long[2 * m + 1];
    int size = 0;
    long covered = 0;
    for (int i = 0; i < m; ) {
      int last = i;
      while (last + 1 < m && quantiles[last + 1] == quantiles[i]) {
        last++;
      }
      long from = rank(i, m, rows);
      long to = rank(last, m, rows);
      cuts[size] = quantiles[i] + 0.0;
      counts[2 * size] = from - covered;
      counts[2 * size + 1] = to - from + 1;
      size++;
      covered = to + 1;
      i = last + 1;
    }
    counts[2 * size] = rows - covered;
    return new NumericCells(Arrays.copyOf(cuts, size), Arrays.copyOf(counts, 2 * size + 1));
  }

  private static boolean floatsDo(double[] sorted) {
    if (sorted.length == 0) {
      return false;
    }
    double first = sorted[0];
    double last = sorted[sorted.length - 1];
    float step = Math.ulp((float) Math.max(Math.abs(first), Math.abs(last)));
    return last - first >= FLOAT_STEPS * (double) step;
  }

  /** The nearest float, unless the number is whole. Keeps the order of numbers. */
  private static double asFloat(double value) {
    return value == Math.rint(value) ? value : (double) (float) value + 0.0;
  }

  private static long rank(int i, int m, long rows) {
    return (long) ((i + 1.0) / (m + 1.0) * rows);
  }

  private static int distinct(double[] sorted) {
    int distinct = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        distinct++;
      }
    }
    return distinct;
  }

  private static int first(double[] sorted, int rank) {
    int i = rank;
    while (i > 0 && sorted[i - 1] == sorted[rank]) {
      i--;
    }
    return i;
  }

  private static int next(double[] sorted, int rank) {
    int i = rank + 1;
    while (i < sorted.length && sorted[i] == sorted[rank]) {
      i++;
    }
    return i;
  }

  /** Returns the cell of a number; the infinities are in the outermost. */
  public int cell(double value) {
    return cuts.cell(floats ? asFloat(value) + 0.0 : value + 0.0);
  }

  /** Returns a value of each cell: the cut, or the middle of the gap between two. */
  public double[] values() {
    double[] values = new double[size()];
    for (int cell = 0; cell < values.length; cell++) {
      int cut = cell / 2;
      double lower = cuts.size() == 0 ? Double.NaN : cuts.get(Math.max(0, cut - 1));
      double upper = cuts.size() == 0 ? Double.NaN : cuts.get(Math.min(cuts.size() - 1, cut));
      values[cell] = cell % 2 == 1 ? upper : (lower + upper) / 2;
    }
    return values;
  }

  /** Returns the number of cells. */
  int size() {
    return counts.size();
  }

  /** Returns how many values of the sample each cell holds; a copy. */
  public long[] counts() {
    return counts.toArray();
  }

  /** Returns the value below which the share of the sample lies, as well as the cuts tell. */
  public double quantile(double share) {
    if (cuts.size() == 0) {
      return Double.NaN;
    }
    long total = counts.sum(0, counts.size());
    double below = 0;
    for (int i = 0; i < cuts.size(); i++) {
      below += counts.of(2 * i) + counts.of(2 * i + 1);
      if (below >= share * total) {
        return cuts.get(i);
      }
    }
    return cuts.get(cuts.size() - 1);
  }

  public void write(DataOutput out) throws IOException {
    StateFormat.write(out, cuts.toArray());
    StateFormat.write(out, counts.toArray());
  }

  public static NumericCells read(DataInput in) throws IOException {
    double[] cuts = StateFormat.readDoubles(in, MAX_CUTS);
    long[] counts = StateFormat.readLongs(in, 2 * MAX_CUTS + 1);
    if (counts.length != 2 * cuts.length + 1) {
      throw new IOException(cuts.length + " cuts with " + counts.length + " cells");
    }
    return new NumericCells(cuts, counts);
  }
}
